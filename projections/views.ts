import { timelineView } from './case-timeline/view.js';
import { childFindingsView, findingsView, reporterFindingsView } from './findings/view.js';
import { overviewView, schemaView } from './forms/view.js';
import { placementEventsView } from './placement-events/view.js';
import { placementsView, sitePeriodsView } from './placements/view.js';
import { measuresView, supportEventsView } from './support/view.js';
import type { View } from './view.js';

/** Every view of the house, by the names that the API and the command line use. */
export const views: readonly View[] = [
  schemaView(1),
  schemaView(2),
  schemaView(3),
  overviewView,
  timelineView,
  placementsView,
  sitePeriodsView,
  placementEventsView,
  measuresView,
  supportEventsView,
  findingsView,
  childFindingsView,
  reporterFindingsView,
];

export const viewNamed = (name: string): View | undefined => views.find((view) => view.name === name);
