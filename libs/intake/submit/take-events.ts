import { syntheticSource } from '#libs/cases';
import type { Knowledge } from '../knowledge.js';
import { benchAt, judgeEvent, type Bench } from '../judge/judge-event.js';
import type { Incoming, Principal, Receipt, Refusal, SubmitOptions } from '../port.js';
import type { ImportStore } from '../receipts/import-store.js';
import { refuse } from '../refusals.js';
import type { RefusalStore } from '../refused/refusal-store.js';
import { refusalOfLine } from '../bulk/read-line.js';
import type { Claims } from '../tokenise/claims.js';
import { draftOf } from '../tokenise/draft.js';
import { eventIdOf } from '../tokenise/event-id.js';
import type { Fate } from './append-drafts.js';
import type { Sequence } from './micro-batcher.js';
import type { Accepted } from './write-batch.js';

/** One event of a call; or a line that is read when its turn comes, so that what was parsed of it lives no longer than its judgement. */
export type Entry =
  | { readonly index: number; readonly incoming: Incoming }
  | { readonly index: number; readonly read: () => Incoming };

export interface Taker {
  readonly clock: () => Date;
  readonly knowledge: Knowledge;
  readonly refusals: RefusalStore;
  readonly imports: ImportStore;
  /** Whether the directory holds synthetic events. */
  readonly synthetic: boolean;
  /** Where what is judged now is claimed: with all that wait for the same batch. What is judged must be written in the same turn. */
  readonly claims: () => Claims;
  /** Writes good events; their fates in order. */
  readonly write: (events: readonly Accepted[], sequence: Sequence) => Promise<Fate[]>;
}

/** A judged entry: its receipt if it was refused, else the event to be written. */
interface Judged {
  readonly index: number;
  readonly id: string | null;
  readonly refusals: readonly Refusal[];
  readonly accepted?: Accepted;
}

/** How many are judged before others get a turn; while they are written, the next are judged. */
export const judgedAtOnce = 500;
const turn = (): Promise<void> => new Promise((next) => setImmediate(next));

/**
 * Judges events, writes the good ones, and keeps what became of each. Receipts in the order of the entries.
 * @param sequence of what came before it in the same import.
 */
export async function takeEvents(
  taker: Taker,
  entries: readonly Entry[],
  principal: Principal,
  options: SubmitOptions,
  sequence: Sequence = {},
): Promise<Receipt[]> {
  const bench = benchAt(taker.clock(), taker.knowledge);
  const slices: Promise<Receipt[]>[] = [];
  for (let from = 0; from < entries.length; from += judgedAtOnce) {
    if (from > 0) await turn();
    const judging = { taker, principal, bench, options, claims: taker.claims() };
    const judged = entries.slice(from, from + judgedAtOnce).map((entry) => judge(entry, judging));
    const receipts = writeGood(taker, judged, principal, sequence);
    // A failure is met below, when all are judged; until then it is not unhandled.
    receipts.catch(() => {});
    slices.push(receipts);
  }
  const receipts = slices.length === 1 ? await slices[0]! : (await Promise.all(slices)).flat();
  if (!options.validateOnly) await keep(taker, receipts, principal, options);
  return receipts;
}

async function writeGood(
  taker: Taker,
  judged: readonly Judged[],
  { system }: Principal,
  sequence: Sequence,
): Promise<Receipt[]> {
  const good: Accepted[] = [];
  for (const { accepted } of judged) if (accepted) good.push(accepted);
  const fates = await taker.write(good, sequence);
  let next = 0;
  return judged.map((one) => receiptOf(one, system, one.accepted ? fates[next++] : undefined));
}

interface Judging {
  readonly taker: Taker;
  readonly principal: Principal;
  readonly bench: Bench;
  readonly options: SubmitOptions;
  readonly claims: Claims;
}

function judge(entry: Entry, { taker, principal, bench, options, claims }: Judging): Judged {
  const { index } = entry;
  const read = incomingOf(entry);
  if ('unreadable' in read) return { index, id: null, refusals: [read.unreadable] };
  const verdict = judgeEvent(read.incoming, principal, bench);
  const mixed = judgeMixing(read.incoming, principal, taker);
  if (!verdict.good) return { index, id: verdict.id, refusals: [...mixed, ...verdict.refusals] };
  const { id } = verdict;
  if (mixed.length > 0 || options.validateOnly) return { index, id, refusals: mixed };
  const draft = draftOf(verdict, principal.system, claims, taker.knowledge);
  return {
    index,
    id,
    refusals: [],
    accepted: { draft, claims, principal, expectedRevision: options.expectedRevision },
  };
}

/** Made-up and real events never meet: by the credential's mark, and by what an event says of itself. */
function judgeMixing(incoming: Incoming, { synthetic }: Principal, taker: Taker): Refusal[] {
  if (synthetic !== taker.synthetic) return [refuse(synthetic ? 'synthetic-in-live' : 'live-in-synthetic', '')];
  const isMadeUp = (incoming as { source?: unknown } | null)?.source === syntheticSource;
  return isMadeUp && !synthetic ? [refuse('made-up', '/source')] : [];
}

function incomingOf(entry: Entry): { readonly incoming: Incoming } | { readonly unreadable: Refusal } {
  if ('incoming' in entry) return entry;
  try {
    return { incoming: entry.read() };
  } catch (error) {
    return { unreadable: refusalOfLine(error) };
  }
}

/** @param fate undefined for what was refused, and for what was only judged. */
function receiptOf({ index, id, refusals, accepted }: Judged, system: string, fate: Fate | undefined): Receipt {
  const eventId = accepted?.draft.eventId ?? (id === null ? null : eventIdOf(system, id));
  const told = fate?.kind === 'refused' ? [fate.refusal] : refusals;
  const stored = fate?.kind === 'stored' ? fate : undefined;
  return {
    index,
    id,
    eventId,
    verdict: told.length > 0 ? 'refused' : stored?.duplicate ? 'duplicate' : 'accepted',
    revision: stored?.revision ?? null,
    ordinal: stored?.ordinal ?? null,
    refusals: told,
  };
}

/** Refusals to their month, and all receipts to their import. */
async function keep(
  { clock, refusals, imports }: Taker,
  receipts: readonly Receipt[],
  principal: Principal,
  { importId }: SubmitOptions,
): Promise<void> {
  const at = clock().toISOString();
  const { id: holder, system } = principal;
  const refused = receipts.filter(({ verdict }) => verdict === 'refused');
  if (refused.length > 0) {
    await refusals.add(
      refused.map(({ id, eventId, refusals }) => ({ at, system, principal: holder, id, eventId, refusals })),
    );
  }
  if (importId !== undefined && receipts.length > 0) await imports.add(importId, receipts, at);
}
