import { Identifier, PersonReference, type EventType, type Field } from '#libs/cases';
import type { Claim } from '#libs/identity';
import { textOf } from '../judge/judgement.js';
import { fieldsOnce, type Content } from '../judge/visit-fields.js';
import type { Knowledge } from '../knowledge.js';
import type { Claims } from './claims.js';
import { eventIdOf } from './event-id.js';
import { formerScopeOf, scopeOf, type PersonRole } from './scopes.js';
import { storePerson, type Place } from './store-person.js';

type Dto = new () => object;
type Members = Record<string, unknown>;

/** A content as stored, to be filled with its tokens. */
export interface StoredContent {
  readonly data: Members;
  /** Claim of the person the event is about; undefined where it is about none. */
  readonly person?: number;
  /** Claim of the event's own case id; undefined where it has none. */
  readonly caseId?: number;
}

/**
 * Turns a judged content into what the log keeps: persons become pseudonyms, vaulted texts tokens, event ids UUIDs. The key of
 * the person the event is about encrypts the vaulted texts, so that erasing the person erases them too.
 * @param system the case system whose ids the content uses.
 */
export function storeContent(
  type: EventType,
  content: Content,
  system: string,
  claims: Claims,
  knowledge: Knowledge,
): StoredContent {
  const reporter = content.reporter as string;
  const caseSystem = systemOfCaseId(type, 'caseId', content, system);
  const place: Place = { system, caseSystem, reporter, content, knowledge };
  // Before the other fields, whatever their order, since it owns them.
  const person =
    content.person === undefined ? undefined : storePerson(content.person as Content, 'child', place, claims);
  let caseId: number | undefined;

  const walk = (dto: Dto, from: Content, top: boolean): Members => {
    const into: Members = {};
    for (const field of fieldsInOrder(dto)) {
      const value = from[field.name];
      if (value === undefined) continue;
      if (field.vaulted) {
        const claim = claims.add(vaultedClaim(field, value as string, top));
        if (top && field.name === 'caseId') caseId = claim;
        claims.reserve(into, field.name, claim);
      } else into[field.name] = store(field, value, from, top);
    }
    return into;
  };

  const store = (field: Field, value: unknown, from: Content, top: boolean): unknown => {
    if (field.kind === 'event-id') return eventIdOf(systemNamedBy(field, from) ?? system, value as string);
    if (field.kind === 'parts') return (value as Content[]).map((entry) => walk(field.type!(), entry, false));
    if (field.kind !== 'part') return value;
    if (top && field.name === 'person' && person) return person.stored;
    const part = field.type!();
    if (part !== PersonReference && part !== Identifier) return walk(part, value as Content, false);
    return storePerson(value as Content, roleOf(field, from), place, claims, numberOfChild(content)).stored;
  };

  const vaultedClaim = (field: Field, value: string, top: boolean): Claim => {
    const owner = person!.claim;
    if (field.vaulted !== 'case')
      return { what: 'token', use: field.vaulted!, scope: scopeOf(system, reporter), value, owner };
    if (field.name === 'formerCaseId') return { what: 'case', scope: formerScopeOf(system, reporter), value, owner };
    const holder = top ? systemOfCaseId(type, field.name, content, system) : system;
    return { what: 'case', scope: scopeOf(holder, reporter), value, owner };
  };

  return { data: walk(type.data, content, true), person: person?.claim, caseId };
}

const ordered = new Map<Dto, readonly Field[]>();

/** The fields by name: the order in which the log writes them, so that it need not sort. */
function fieldsInOrder(dto: Dto): readonly Field[] {
  let fields = ordered.get(dto);
  if (!fields) ordered.set(dto, (fields = fieldsOnce(dto).toSorted((one, other) => (one.name < other.name ? -1 : 1))));
  return fields;
}

/** A change of case system names the systems of its two case ids; every other case id is its content's system's. */
function systemOfCaseId(type: EventType, field: string, content: Content, system: string): string {
  if (type.name !== 'case-continued-as') return system;
  return textOf(content, field === 'newCaseId' ? 'newSystem' : 'system') ?? system;
}

const systemNamedBy = (field: Field, from: Content): string | undefined =>
  field.systemField === undefined ? undefined : textOf(from, field.systemField);

const numberOfChild = (content: Content): number | undefined =>
  (content.person as Content | undefined)?.childNumber as number | undefined;

/** What a named person is to the case: a relation, a second person's role, or another number of the child itself. */
function roleOf(field: Field, from: Content): PersonRole {
  if (field.name === 'mother') return 'mother';
  return ((field.name === 'other' && from.relation) || (field.name === 'person' && from.role) || 'child') as PersonRole;
}
