import type { Stored } from './stored.js';
import type { Family } from '../schema/event-type.js';
import type * as placement from '../placement/events.js';
import type { CaseContinuedAs } from '../placement/case-events.js';
import type * as support from '../support/events.js';
import type * as person from '../person/events.js';
import type { ReporterDescribed } from '../reporter/events.js';
import type { Correction, Retraction } from '../correction/events.js';

/** The content of every event type, by its name. */
export interface EventDataByType {
  'placement-decided': placement.PlacementDecided;
  'site-chosen': placement.SiteChosen;
  'placement-started': placement.PlacementStarted;
  'site-changed': placement.SiteChanged;
  'foster-family-status-changed': placement.FosterFamilyStatusChanged;
  'legal-basis-changed': placement.LegalBasisChanged;
  'placement-followed-up': placement.PlacementFollowedUp;
  'submitted-to-committee': placement.SubmittedToCommittee;
  'placement-ceased': placement.PlacementCeased;
  'case-closed': placement.CaseClosed;
  'acting-duty-handed-over': placement.ActingDutyHandedOver;
  'acting-duty-taken-over': placement.ActingDutyTakenOver;
  'aftercare-decided': placement.AftercareDecided;
  'youth-stay-decided': placement.YouthStayDecided;
  'appeal-lodged': placement.AppealLodged;
  'appeal-decided': placement.AppealDecided;
  'case-continued-as': CaseContinuedAs;
  'support-granted': support.SupportGranted;
  'support-started': support.SupportStarted;
  'offer-changed': support.OfferChanged;
  'period-changed': support.PeriodChanged;
  'measure-code-changed': support.MeasureCodeChanged;
  'support-ceased': support.SupportCeased;
  'support-closed-never-started': support.SupportClosedNeverStarted;
  'person-registered': person.PersonRegistered;
  'person-related': person.PersonRelated;
  'person-born': person.PersonBorn;
  'identifier-changed': person.IdentifierChanged;
  'persons-linked': person.PersonsLinked;
  'person-died': person.PersonDied;
  'reporter-described': ReporterDescribed;
  correction: Correction;
  retraction: Retraction;
}

export type EventName = keyof EventDataByType;

/** An event of the log as the folds see it: its stored content, upcasted to the present schema version. */
export interface Fact {
  readonly ordinal: number;
  readonly id: string;
  readonly type: EventName;
  readonly stream: string;
  /** Parsed off the stream name. */
  readonly family: Family;
  readonly reporter: string;
  /** Case token of a case stream, pseudonym of a person stream, '' of a reporter stream. */
  readonly subject: string;
  readonly system: string;
  readonly recordedAt: string;
  readonly data: Stored<EventDataByType[EventName]>;
}

/** A fact that is in force: the content of its root event after every correction, not retracted. */
export interface LiveFact<T extends EventName = EventName> {
  readonly root: string;
  /** Ordinal of the root event. */
  readonly rootOrdinal: number;
  /** Ordinal of the event whose content is in force. */
  readonly ordinal: number;
  readonly type: T;
  readonly family: Family;
  readonly reporter: string;
  readonly subject: string;
  readonly system: string;
  /** When it happened (valid time); '' for facts without a day. */
  readonly date: string;
  readonly data: Stored<EventDataByType[T]>;
}

/** Narrows a live fact by its type. */
export const isFact = <T extends EventName>(fact: LiveFact, type: T): fact is LiveFact<T> => fact.type === type;

/** `family-reporter-subject`; a provider's reporter holds hyphens, a subject never does. */
export function parseStream(stream: string): { family: Family; reporter: string; subject: string } {
  const first = stream.indexOf('-');
  const last = stream.lastIndexOf('-');
  return {
    family: stream.slice(0, first) as Family,
    reporter: stream.slice(first + 1, last),
    subject: stream.slice(last + 1),
  };
}

export const streamName = (family: Family, reporter: string, subject: string): string =>
  `${family}-${reporter}-${subject}`;
