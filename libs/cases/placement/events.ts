import { Choice, Code, Codes, DateField, EventId, Flag, Part, Text } from '../schema/field.js';
import { EventOf } from '../schema/event-type.js';
import { CaseEventData } from '../common/event-data.js';
import { Basis, Identifier, Site } from '../common/parts.js';

const day = '2026-02-10';

@EventOf({
  name: 'placement-decided',
  family: 'placement',
  date: 'decisionDate',
  en: 'Decision on placement',
  da: 'Afgørelse om anbringelse',
  rules: ['ANB-2.1b', 'SKE-2i'],
})
export class PlacementDecided extends CaseEventData {
  @DateField({ en: 'Date of the decision.', da: 'Afgørelsesdato', example: day })
  decisionDate!: string;
  @Part({ en: 'Basis of the placement.', da: 'Anbringelsesgrundlag', type: () => Basis, rules: ['ANB-2.1j'] })
  basis!: Basis;
  @Codes({
    en: 'Every factor judged decisive.',
    da: 'Udslagsgivende forhold',
    list: 'decisiveCausesUdslag',
    rules: ['ANB-2.2.3.1a', 'ANB-2.2.3.1b'],
    example: ['UDSLAG14'],
  })
  causes!: string[];
  @Code({
    en: 'Occasion of the decision.',
    da: 'Anledning',
    list: 'placementOccasion',
    required: false,
    example: 'notification',
  })
  occasion?: string;
  @Part({
    en: 'The site, where it is chosen with the decision.',
    da: 'Anbringelsessted',
    type: () => Site,
    required: false,
  })
  site?: Site;
  @Code({
    en: 'Who decided.',
    da: 'Afgørelsesmyndighed',
    list: 'decisionAuthority',
    required: false,
    example: 'municipality',
  })
  decidedBy?: string;
  @Flag({ en: 'The child was placed before.', da: 'Tidligere anbragt', required: false, example: false })
  earlierPlacement?: boolean;
}

@EventOf({
  name: 'site-chosen',
  family: 'placement',
  date: 'decisionDate',
  en: 'Placement site chosen',
  da: 'Visitation til anbringelsessted',
  rules: ['SKE-2b'],
})
export class SiteChosen extends CaseEventData {
  @DateField({ en: 'Date of the decision on the site.', da: 'Afgørelsesdato', example: day })
  decisionDate!: string;
  @Part({ en: 'The site.', da: 'Anbringelsessted', type: () => Site })
  site!: Site;
}

@EventOf({
  name: 'placement-started',
  family: 'placement',
  date: 'startDate',
  en: 'Implementation of placement',
  da: 'Iværksættelse af anbringelse',
  rules: ['ANB-2.1c', 'SKE-2j', 'R2', 'R20'],
})
export class PlacementStarted extends CaseEventData {
  @DateField({
    en: 'The start, planned or actual; only a planned one may lie ahead.',
    da: 'Iværksættelsesdato',
    mayLieAhead: true,
    example: day,
  })
  startDate!: string;
  @Choice({
    en: 'Planned or actual.',
    da: 'Planlagt eller faktisk',
    of: ['planned', 'actual'],
    rules: ['ANB-2.1c'],
    example: 'actual',
  })
  implementation!: 'planned' | 'actual';
  @Part({ en: 'The site.', da: 'Anbringelsessted', type: () => Site })
  site!: Site;
  @Flag({
    en: 'The start was filled in schema 1.',
    da: 'Indberettet med skema 1',
    required: false,
    rules: ['R20'],
    example: false,
  })
  reportedWithForm1?: boolean;
  @Part({
    en: "The child's number, where the case was decided before birth.",
    da: 'Barnets personindikator',
    type: () => Identifier,
    required: false,
    rules: ['ANB-2.2.1c'],
  })
  childIdentifier?: Identifier;
}

@EventOf({
  name: 'site-changed',
  family: 'placement',
  date: 'effectDate',
  en: 'Changed placement site, offer or department',
  da: 'Ændret anbringelsessted, tilbud eller afdeling',
  rules: ['ANB-2.1d', 'ANB-2.2.2a', 'ANB-2.2.8b'],
})
export class SiteChanged extends CaseEventData {
  @DateField({ en: 'Date the change took effect.', da: 'Ikrafttrædelsesdato', example: day })
  effectDate!: string;
  @Choice({
    en: 'What changed; a change of site needs a decision.',
    da: 'Hvad er ændret',
    of: ['site', 'offer', 'department'],
    rules: ['ANB-2.2.8b', 'ANB-2.2.6e'],
    example: 'site',
  })
  change!: 'site' | 'offer' | 'department';
  @Part({ en: 'The new site, offer or department.', da: 'Nyt anbringelsessted', type: () => Site })
  site!: Site;
  @DateField({
    en: 'Date of the decision; required when the site changed.',
    da: 'Afgørelsesdato',
    required: false,
    rules: ['ANB-2.2.8b'],
    example: day,
  })
  decisionDate?: string;
  @Code({
    en: 'Reason for the change (AENDRARSAG).',
    da: 'Årsag til ændret anbringelsessted',
    list: 'placementChangeReasonAendrarsag',
    required: false,
  })
  reason?: string;
}

@EventOf({
  name: 'foster-family-status-changed',
  family: 'placement',
  date: 'changeDate',
  en: "Foster family's status changed",
  da: 'Plejefamiliens status ændret',
  rules: ['ANB-2.2.8a', 'R7'],
})
export class FosterFamilyStatusChanged extends CaseEventData {
  @DateField({ en: 'Date of the change.', da: 'Ændringsdato', example: day })
  changeDate!: string;
  @Part({ en: 'The same site with its new type.', da: 'Plejefamilie', type: () => Site })
  site!: Site;
}

@EventOf({
  name: 'legal-basis-changed',
  family: 'placement',
  date: 'effectDate',
  en: 'Change of legal basis',
  da: 'Ændring af lovgrundlag',
  rules: ['ANB-2.1e', 'ANB-2.2.2b', 'R22'],
})
export class LegalBasisChanged extends CaseEventData {
  @DateField({ en: 'Date the new basis took effect.', da: 'Ikrafttrædelsesdato', example: day })
  effectDate!: string;
  @Part({ en: 'The new basis.', da: 'Anbringelsesgrundlag', type: () => Basis })
  basis!: Basis;
  @DateField({ en: 'Date of the decision.', da: 'Afgørelsesdato', required: false, example: day })
  decisionDate?: string;
  @Code({
    en: 'Who decided.',
    da: 'Afgørelsesmyndighed',
    list: 'decisionAuthority',
    required: false,
    example: 'municipality',
  })
  decidedBy?: string;
  @Code({
    en: 'Kind of change (AENDRGRUNDLAG).',
    da: 'Ændring i anbringelsesgrundlaget',
    list: 'placementChangeBasisAendrgrundlag',
    required: false,
  })
  change?: string;
}

@EventOf({
  name: 'placement-followed-up',
  family: 'placement',
  date: 'followUpDate',
  en: 'General follow-up',
  da: 'Generel opfølgning af anbringelsen',
  rules: ['SKE-2k'],
})
export class PlacementFollowedUp extends CaseEventData {
  @DateField({ en: 'Date of the follow-up.', da: 'Opfølgningsdato', example: day })
  followUpDate!: string;
  @Flag({ en: 'The action plan was revised.', da: 'Handleplan revideret', required: false, example: true })
  actionPlanRevised?: boolean;
  @Code({
    en: 'Kind of follow-up.',
    da: 'Opfølgningens art',
    list: 'followUpKind',
    required: false,
    example: 'regular',
  })
  followUpKind?: string;
}

@EventOf({
  name: 'submitted-to-committee',
  family: 'placement',
  date: 'submissionDate',
  en: 'Submission to the children and youth committee',
  da: 'Forelæggelse for børn og unge-udvalget',
  rules: ['SKE-2c', 'R22'],
})
export class SubmittedToCommittee extends CaseEventData {
  @DateField({ en: 'Date of the submission.', da: 'Forelæggelsesdato', example: day })
  submissionDate!: string;
  @Code({
    en: 'What was submitted.',
    da: 'Hvad er forelagt',
    list: 'committeeSubject',
    required: false,
    example: 'placement-without-consent',
  })
  subject?: string;
  @Code({ en: 'Outcome.', da: 'Udfald', list: 'committeeOutcome', required: false, example: 'granted' })
  outcome?: string;
  @DateField({ en: 'Date of the outcome.', da: 'Dato for udfaldet', required: false, example: day })
  outcomeDate?: string;
}

@EventOf({
  name: 'placement-ceased',
  family: 'placement',
  date: 'endDate',
  en: 'Return home or end of placement',
  da: 'Hjemgivelse/ophør af anbringelse',
  rules: ['ANB-2.1f', 'SKE-2m', 'ANB-2.2.4a'],
})
export class PlacementCeased extends CaseEventData {
  @DateField({ en: 'Date of the end.', da: 'Ophørsdato', mayLieAhead: true, example: day })
  endDate!: string;
  @Choice({
    en: 'Return home, end, or end of a stay 18-22.',
    da: 'Ophørets art',
    of: ['return-home', 'end', 'stay-ended'],
    example: 'return-home',
  })
  cessation!: 'return-home' | 'end' | 'stay-ended';
  @Code({
    en: 'Reason.',
    da: 'Årsag til ophør',
    list: 'placementCessationReason',
    rules: ['ANB-2.2.4a'],
    example: 'other',
  })
  reason!: string;
  @Code({
    en: 'Residence after the placement (EFTHJEM).',
    da: 'Ophold efter anbringelsen',
    list: 'residenceAfterCessationEfthjem',
    required: false,
    rules: ['ANB-2.2.4b'],
    example: '1',
  })
  residenceAfter?: string;
}

@EventOf({
  name: 'case-closed',
  family: 'placement',
  date: 'closingDate',
  en: 'Case closed or decision lapsed',
  da: 'Sagsophør',
  rules: ['SKE-2c'],
})
export class CaseClosed extends CaseEventData {
  @DateField({ en: 'Date of closing.', da: 'Sagsophørsdato', example: day })
  closingDate!: string;
  @Code({ en: 'Why.', da: 'Årsag', list: 'caseClosingReason', example: 'decision-lapsed' })
  reason!: string;
}

@EventOf({
  name: 'acting-duty-handed-over',
  family: 'placement',
  date: 'handOverDate',
  en: 'Acting-municipality duty handed over',
  da: 'Afgivet handlekommuneforpligtelse',
  rules: ['ANB-2.1g', 'R4', 'R23'],
})
export class ActingDutyHandedOver extends CaseEventData {
  @DateField({ en: 'Date the duty was given up.', da: 'Overgivelsesdato', example: day })
  handOverDate!: string;
  @Text({
    en: 'Municipality that takes over.',
    da: 'Modtagende kommune',
    pattern: /^\d{3}$/,
    max: 3,
    required: false,
    example: '461',
  })
  toMunicipality?: string;
}

@EventOf({
  name: 'acting-duty-taken-over',
  family: 'placement',
  date: 'takeOverDate',
  en: 'Acting-municipality duty taken over',
  da: 'Overtaget handlekommuneforpligtelse',
  rules: ['ANB-2.1h', 'SKE-2g', 'SKE-X2'],
})
export class ActingDutyTakenOver extends CaseEventData {
  @DateField({ en: 'Date the duty was taken over.', da: 'Overtagelsesdato', example: day })
  takeOverDate!: string;
  @Part({ en: 'Basis of the running placement.', da: 'Anbringelsesgrundlag', type: () => Basis })
  basis!: Basis;
  @Part({ en: 'Where the child is placed.', da: 'Anbringelsessted', type: () => Site })
  site!: Site;
  @Codes({
    en: 'Every factor judged decisive.',
    da: 'Udslagsgivende forhold',
    list: 'decisiveCausesUdslag',
    required: false,
    example: ['UDSLAG14'],
  })
  causes?: string[];
  @Text({
    en: 'Municipality that handed over.',
    da: 'Afgivende kommune',
    pattern: /^\d{3}$/,
    max: 3,
    required: false,
    example: '461',
  })
  fromMunicipality?: string;
  @DateField({
    en: 'When the placement began there.',
    da: 'Oprindelig iværksættelsesdato',
    required: false,
    rules: ['GEN-1.4e'],
    example: '2024-05-01',
  })
  originalStart?: string;
}

@EventOf({
  name: 'aftercare-decided',
  family: 'placement',
  date: 'decisionDate',
  en: 'Decision on aftercare before 18',
  da: 'Afgørelse om efterværn forud for det 18. år',
  rules: ['ANB-2.1i', 'SKE-X6'],
})
export class AftercareDecided extends CaseEventData {
  @DateField({ en: 'Date of the decision.', da: 'Afgørelsesdato', example: day })
  decisionDate!: string;
  @Code({ en: 'Outcome.', da: 'Udfald', list: 'aftercareOutcome', required: false, example: 'granted' })
  outcome?: string;
  @DateField({
    en: 'When it takes effect.',
    da: 'Virkningsdato',
    required: false,
    mayLieAhead: true,
    example: '2026-09-01',
  })
  effectDate?: string;
}

@EventOf({
  name: 'youth-stay-decided',
  family: 'placement',
  date: 'effectDate',
  en: 'Stay 18-22 decided, continued or re-established',
  da: 'Opretholdelse eller genetablering af døgnophold, 18-22 år',
  rules: ['ANB-2.1i', 'SKE-2d', 'SKE-2h', 'R24'],
})
export class YouthStayDecided extends CaseEventData {
  @DateField({ en: 'Date of the decision.', da: 'Afgørelsesdato', example: day })
  decisionDate!: string;
  @DateField({ en: 'When the stay continues or begins again.', da: 'Virkningsdato', mayLieAhead: true, example: day })
  effectDate!: string;
  @Choice({
    en: 'Decided only, continued from 18, or re-established.',
    da: 'Afgørelsens art',
    of: ['decided', 'continued', 're-established'],
    example: 'continued',
  })
  stay!: 'decided' | 'continued' | 're-established';
  @Code({
    en: 'Provision of the law.',
    da: 'Lovgrundlag',
    list: 'placementLegalBasisProvisions',
    judgedOn: 'decisionDate',
    required: false,
    example: 'BL-114-1-1',
  })
  provision?: string;
  @Part({ en: 'The site.', da: 'Anbringelsessted', type: () => Site, required: false })
  site?: Site;
}

@EventOf({
  name: 'appeal-lodged',
  family: 'placement',
  date: 'appealDate',
  en: 'Appeal lodged',
  da: 'Klage indgivet',
  rules: ['SKE-3b', 'SKE-X5'],
})
export class AppealLodged extends CaseEventData {
  @DateField({ en: 'Date of the appeal.', da: 'Klagedato', example: day })
  appealDate!: string;
  @EventId({ en: "The sender's event id of the decision it concerns.", example: 'evt-0001' })
  decision!: string;
  @Flag({
    en: 'The appeal has suspensive effect.',
    da: 'Opsættende virkning',
    required: false,
    rules: ['SKE-X5'],
    example: false,
  })
  suspensive?: boolean;
}

@EventOf({
  name: 'appeal-decided',
  family: 'placement',
  date: 'decisionDate',
  en: 'Appeal decided',
  da: 'Klage afgjort',
  rules: ['SKE-3b', 'SKE-X4', 'SKE-X5', 'R25'],
})
export class AppealDecided extends CaseEventData {
  @DateField({ en: 'Date of the decision on the appeal.', da: 'Afgørelsesdato', example: day })
  decisionDate!: string;
  @Code({ en: 'Who decided.', da: 'Klageinstans', list: 'appealAuthority', example: 'ankestyrelsen' })
  authority!: string;
  @EventId({ en: "The sender's event id of the decision it concerns.", example: 'evt-0001' })
  decision!: string;
  @Choice({
    en: 'Outcome.',
    da: 'Udfald',
    of: ['upheld', 'changed', 'annulled', 'referred-back', 'dismissed'],
    example: 'upheld',
  })
  outcome!: 'upheld' | 'changed' | 'annulled' | 'referred-back' | 'dismissed';
  @Part({
    en: 'The basis that the appeal put in place of the former.',
    da: 'Nyt anbringelsesgrundlag',
    type: () => Basis,
    required: false,
  })
  newBasis?: Basis;
  @Part({
    en: 'The site that the appeal put in place of the former.',
    da: 'Nyt anbringelsessted',
    type: () => Site,
    required: false,
  })
  newSite?: Site;
  @Flag({
    en: 'The appealed decision had been effected.',
    da: 'Den påklagede afgørelse var iværksat',
    required: false,
    rules: ['SKE-X4', 'SKE-X5'],
    example: true,
  })
  effected?: boolean;
}
