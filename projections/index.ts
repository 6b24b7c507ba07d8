import { caseTimeline } from './case-timeline/projection.js';
import { childFindings } from './child-findings/projection.js';
import { findings } from './findings/projection.js';
import { forms } from './forms/projection.js';
import { placementEvents } from './placement-events/projection.js';
import { placements } from './placements/projection.js';
import { reporters } from './reporters/projection.js';
import { support } from './support/projection.js';
import type { Projection } from './engine/index.js';

/** Every projection of the house. A new one is a folder of its own and a line here. */
export const allProjections: readonly Projection[] = [
  forms,
  placementEvents,
  placements,
  support,
  findings,
  childFindings,
  caseTimeline,
  reporters,
];

export { views, viewNamed } from './views.js';
export type { Cell, Column, Narrowing, View } from './view.js';
export { escapeHtml, html, Html } from './html.js';
export { statisticsOf, deliveredRows } from './statistics.js';
export type { DeliveredRows } from './delivered-rows.js';
export { printForm, type Reveal } from './forms/print.js';
export { placementCoverage } from './placements/coverage.js';
