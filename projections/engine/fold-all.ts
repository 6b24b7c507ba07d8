import { withFact, type Fact } from '#libs/cases';
import { factOf } from './fact-of.js';
import { Folding, unfolded } from './folding.js';
import type { OrdinalReader, Projection } from './port.js';
import type { RowsUnderWay } from './rows/rows-under-way.js';
import type { Routing } from './routing/routing.js';

interface FoldAllParts {
  readonly reader: OrdinalReader;
  readonly projections: readonly Projection[];
  readonly signal?: AbortSignal;
  /** Told how many of the head's facts are folded. */
  readonly onFolded: (done: number) => void;
  /** Complete up to the head. */
  readonly routing: Routing;
  readonly rows: RowsUnderWay;
  readonly head: number;
  /** Events a batch. */
  readonly batch: number;
}

/** A file written unit by unit reaches no ordinal before its end. */
const unfinished = 0;
/** Children read ahead. */
const page = 1000;

/** Folds the whole history of every unit up to the head, one child after the other, each event decoded once. */
export async function foldAll(parts: FoldAllParts): Promise<void> {
  const { projections, head, batch, signal, onFolded, rows } = parts;
  const folding = new Folding(projections, rows);
  let [done, pending] = [0, 0];
  for (const facts of histories(parts, folding)) {
    rows.forget();
    done += facts;
    pending += facts;
    if (pending < batch) continue;
    pending = 0;
    await rows.handOver(unfinished);
    onFolded(Math.min(done, head));
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
  }
  await rows.handOver(unfinished);
  // Facts of a person that no case names are folded nowhere.
  onFolded(head);
}

/** Folds one child or reporter a step, and tells how many facts that were. */
function* histories(parts: FoldAllParts, folding: Folding): Generator<number> {
  const { routing, reader, head } = parts;
  for (let after = 0; ; ) {
    const children = routing.children(after, page);
    for (const child of children) yield foldChild(parts, folding, child);
    if (children.length < page) break;
    after = children.at(-1)!;
  }
  for (const stream of reader.streams('reporter-')) {
    const facts = reader.readStream(stream).filter(({ ordinal }) => ordinal <= head);
    let folded = unfolded;
    for (const fact of facts.map(factOf))
      folded = folding.step('reporter', folded, [...folded.facts, fact], fact.ordinal);
    yield facts.length;
  }
}

/** A child's whole history: its cases, then itself, folded after every one of its facts, as live does. */
function foldChild({ routing, reader, head }: FoldAllParts, folding: Folding, child: number): number {
  const cases = routing.casesOfChild(child).map((unit) => ({
    ordinals: new Set(routing.factsOfCase(unit, head)),
    folded: unfolded,
  }));
  const facts = factsOf(reader, new Set(cases.flatMap(({ ordinals }) => [...ordinals])));
  let whole = unfolded;
  for (const fact of facts) {
    for (const kase of cases)
      if (kase.ordinals.has(fact.ordinal))
        kase.folded = folding.step('case', kase.folded, withFact(kase.folded.facts, fact), fact.ordinal);
    // Of a child with one case the very same list, so that folds share their work.
    const told = cases.length === 1 ? cases[0]!.folded.facts : withFact(whole.facts, fact);
    whole = folding.step('child', whole, told, fact.ordinal);
  }
  return facts.length;
}

const factsOf = (reader: OrdinalReader, ordinals: ReadonlySet<number>): Fact[] =>
  reader.readOrdinals([...ordinals].sort((one, other) => one - other)).map(factOf);
