import { streamName, type EventType, type Family } from '#libs/cases';
import { isAboutRoot, rootTypeOf } from '../judge/about-root.js';
import type { Good } from '../judge/judge-event.js';
import { textOf } from '../judge/judgement.js';
import type { Content } from '../judge/visit-fields.js';
import type { Knowledge } from '../knowledge.js';
import type { Claims } from './claims.js';
import { eventIdOf } from './event-id.js';
import { storeContent, type StoredContent } from './store-content.js';

/** An event ready for the log but for its tokens. */
export interface Draft {
  readonly eventId: string;
  readonly type: string;
  readonly version: number;
  readonly data: Record<string, unknown>;
  /** The name of its stream, once the tokens of the claims are known. */
  readonly stream: (tokens: readonly string[]) => string;
}

/** Tokenises a judged event; its claims are added to those of the batch. `system` is the sender's. */
export function draftOf({ id, type, data }: Good, system: string, claims: Claims, knowledge: Knowledge): Draft {
  const { stored, root } = isAboutRoot(type)
    ? storeAboutRoot(type, data, system, claims, knowledge)
    : { stored: storeContent(type, data, system, claims, knowledge), root: type };
  return {
    eventId: eventIdOf(system, id),
    type: type.name,
    version: type.version,
    data: stored.data,
    stream: streamOf(root.family, data.reporter as string, stored),
  };
}

/**
 * A correction or retraction lies in the stream of its root, told from its own content; the ids in that content are those
 * of the root's case system.
 */
function storeAboutRoot(
  type: EventType,
  data: Content,
  system: string,
  claims: Claims,
  knowledge: Knowledge,
): { stored: StoredContent; root: EventType } {
  const root = rootTypeOf(data)!;
  const rootSystem = textOf(data, 'rootSystem') ?? system;
  const stored = storeContent(type, data, rootSystem, claims, knowledge);
  if (type.name !== 'correction') return { stored, root };
  const { data: content, ...subject } = storeContent(root, data.content as Content, rootSystem, claims, knowledge);
  return { stored: { ...subject, data: { ...stored.data, content, contentVersion: root.version } }, root };
}

function streamOf(family: Family, reporter: string, { person, caseId }: StoredContent): Draft['stream'] {
  if (family === 'reporter') return () => streamName(family, reporter, 'self');
  const subject = (family === 'person' ? person : caseId)!;
  return (tokens) => streamName(family, reporter, tokens[subject]!);
}
