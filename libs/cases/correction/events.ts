import { Choice, Content, EventId, Part, Text } from '../schema/field.js';
import { EventOf } from '../schema/event-type.js';
import { EventData } from '../common/event-data.js';
import { PersonReference } from '../common/parts.js';

const system = /^[a-z0-9][a-z0-9.-]*$/;
const typeName = /^[a-z0-9-]+$/;

/** What corrections and retractions share: the root event they speak of. */
export class AboutRoot extends EventData {
  @EventId({
    en: "The sender's id of the root event: the first report of the fact, never a correction of it.",
    systemField: 'rootSystem',
    example: 'evt-0001',
  })
  root!: string;
  @Text({
    en: 'The case system of the root event, when it is not the sender.',
    max: 60,
    pattern: system,
    required: false,
  })
  rootSystem?: string;
  @Text({
    en: 'Type of the root event, e.g. `placement-started`.',
    max: 60,
    pattern: typeName,
    example: 'placement-started',
  })
  type!: string;
}

/**
 * Replaces the whole content of its root event. Same type, case and person as the root, else a finding and not applied.
 * Not for another child, case or municipality: retract and report anew.
 */
@EventOf({ name: 'correction', family: 'case', date: null, en: 'Correction', da: 'Rettelse', rules: ['SKE-7e', 'R28'] })
export class Correction extends AboutRoot {
  @Choice({
    en: 'Why: the earlier report was wrong, or something is added.',
    of: ['error', 'addition'],
    rules: ['SKE-7e'],
    example: 'error',
  })
  reason!: 'error' | 'addition';
  @Content({ en: 'The whole content of the root event as it should have been, in the shape of its type.' })
  content!: Record<string, unknown>;
}

/** Takes the root event out; a later correction brings it back. */
@EventOf({
  name: 'retraction',
  family: 'case',
  date: null,
  en: 'Retraction',
  da: 'Tilbagetrækning',
  rules: ['SKE-7f', 'R28'],
})
export class Retraction extends AboutRoot {
  @Choice({
    en: 'Why.',
    of: ['reported-by-mistake', 'wrong-child', 'wrong-case', 'wrong-municipality', 'duplicate'],
    rules: ['SKE-7f'],
    example: 'reported-by-mistake',
  })
  reason!: 'reported-by-mistake' | 'wrong-child' | 'wrong-case' | 'wrong-municipality' | 'duplicate';
  @Part({
    en: 'The person of the root event; absent only for a reporter described.',
    type: () => PersonReference,
    required: false,
    example: { kind: 'cpr', number: '010115-4003' },
  })
  person?: PersonReference;
  @Text({
    en: "The sender's case id of the root event; absent for a person's fact.",
    vaulted: 'case',
    required: false,
    example: 'S-2026-000123',
  })
  caseId?: string;
}
