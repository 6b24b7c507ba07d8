import { withFact, type Fact } from '#libs/cases';
import { factOf } from '../fact-of.js';
import { factsOfChild, Folding, unfolded } from '../folding.js';
import type { OrdinalReader, Projection } from '../port.js';
import type { RowWriter } from '../rows/row-writer.js';
import type { Routing } from '../routing/routing.js';
import type { ShareStart } from './share.js';
import { Written } from './written.js';

interface Parts extends ShareStart {
  readonly reader: OrdinalReader;
  /** Complete up to the head. */
  readonly routing: Routing;
  /** Of files that began empty, and that other shares write to as well. */
  readonly writers: ReadonlyMap<Projection, RowWriter>;
  readonly onDone: (facts: number) => void;
  readonly signal: AbortSignal;
}

/** Facts folded before their rows are written. */
const batch = 500;

/** Children read ahead. */
const page = 1000;

/** Writes the whole history of every unit of a share up to the head, one child after the other, each event decoded once. */
export async function foldChildren(parts: Parts): Promise<void> {
  const { writers, onDone, signal, share } = parts;
  const written = new Written([...writers.values()], share);
  const folding = new Folding([...writers.keys()], (projection, ordinal, changes) =>
    written.add(writers.get(projection)!, ordinal, changes),
  );
  let pending = 0;
  for (const facts of histories(parts, folding)) {
    pending += facts;
    if (pending < batch) continue;
    written.write();
    onDone(pending);
    pending = 0;
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
  }
  written.write();
  onDone(pending);
}

/** Folds one child or reporter a step, and tells how many facts that were. Reporters, being few, are all of the first share. */
function* histories(parts: Parts, folding: Folding): Generator<number> {
  const { routing, share, of } = parts;
  for (let after = 0; ; ) {
    const children = routing.children(after, page);
    for (let nth = share; nth < children.length; nth += of) yield foldChild(parts, folding, children[nth]!);
    if (children.length < page) break;
    after = children.at(-1)!;
  }
  if (share === 0) yield* reporters(parts, folding);
}

function* reporters({ reader, head }: Parts, folding: Folding): Generator<number> {
  for (const stream of reader.streams('reporter-')) {
    const facts = reader.readStream(stream).filter(({ ordinal }) => ordinal <= head);
    let folded = unfolded;
    for (const fact of facts.map(factOf))
      folded = folding.step('reporter', folded, [...folded.facts, fact], fact.ordinal);
    yield facts.length;
  }
}

/** A child's whole history: its cases, then itself, folded after every one of its facts, as live does. */
function foldChild({ routing, reader, head }: Parts, folding: Folding, child: number): number {
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
    whole = folding.step('child', whole, factsOfChild(cases.map(({ folded }) => folded.facts)), fact.ordinal);
  }
  return facts.length;
}

const factsOf = (reader: OrdinalReader, ordinals: ReadonlySet<number>): Fact[] =>
  reader.readOrdinals([...ordinals].sort((one, other) => one - other)).map(factOf);
