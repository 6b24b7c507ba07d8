import { parseStream } from '#libs/cases';
import type { StoredEvent } from '#libs/event-log';
import { scopeOf, type Principal } from '#libs/intake';
import { ledger, type Delivery } from '#libs/reporting';
import { allProjections, deliveredRows } from '#projections';
import type { RowVersion } from '#projections/engine';
import type { TracedDelivery, TraceLine, TraceRequest } from '../house.js';
import { HouseError } from '../house-error.js';
import { maySee } from './may-see.js';
import type { ReadSide } from './read-side.js';

/**
 * Every event about a person or a case, each with the rows it moved and the deliveries that hold one of them. Only events of the
 * principal's reporters. @throws HouseError `trace.unknown`.
 */
export async function trace(side: ReadSide, about: TraceRequest, who: Principal): Promise<TraceLine[]> {
  const ordinals = await ordinalsOf(side, about);
  const events = side.log.reader
    .readOrdinals(ordinals)
    .filter((event) => maySee(who, parseStream(event.stream).reporter));
  if (events.length === 0)
    throw new HouseError(
      'trace.unknown',
      'Nothing is known of this person or case; check the number, its kind, and whose case it is.',
    );
  const deliveries = deliveriesBy(side);
  return events.map((event) => lineOf(side, event, deliveries, who));
}

/** Deliveries of a statistic that may hold a reporter's rows. */
type DeliveriesOf = (statistic: string, reporter: string) => readonly Delivery[];

/** The ledger, asked once for each statistic and reporter of a trace. */
function deliveriesBy(side: ReadSide): DeliveriesOf {
  const book = ledger(side.log.side);
  const asked = new Map<string, readonly Delivery[]>();
  return (statistic, reporter) => {
    const of = `${statistic} ${reporter}`;
    const deliveries = asked.get(of) ?? book.ofReporter(statistic, reporter);
    asked.set(of, deliveries);
    return deliveries;
  };
}

async function ordinalsOf(side: ReadSide, about: TraceRequest): Promise<readonly number[]> {
  const upTo = side.projected();
  if ('pseudonym' in about) return side.routes().factsOfPerson([about.pseudonym], upTo);
  if ('number' in about) {
    const pseudonym = await side.vault.lookup(about.kind, about.number);
    return pseudonym ? side.routes().factsOfPerson([pseudonym], upTo) : [];
  }
  const scope = scopeOf(about.system, about.reporter);
  const [caseKey] = await side.vault.find([{ what: 'case', scope, value: about.caseId }]);
  return caseKey ? side.routes().factsOfCaseKey(about.reporter, caseKey, upTo) : [];
}

function lineOf(side: ReadSide, event: StoredEvent, deliveries: DeliveriesOf, who: Principal): TraceLine {
  const { ordinal, id, type, stream, data, metadata } = event;
  const { recordedAt, system, principal } = metadata;
  const moved = allProjections.flatMap(({ name }) =>
    [...side.rows(name).changes(ordinal - 1, ordinal)]
      .filter((row) => maySee(who, row.reporter))
      .map((row) => ({ projection: name, row })),
  );
  return {
    ...{ ordinal, recordedAt, system, principal, stream, type, event: id, data },
    moved: moved.map(({ projection, row: { kind, key, date, gone } }) => ({ projection, kind, key, date, gone })),
    deliveries: moved.flatMap(({ projection, row }) => deliveriesOf(side, projection, row, deliveries)),
  };
}

/** Deliveries of the row as the event left it, and those made before that hold it as it was. */
function deliveriesOf(
  side: ReadSide,
  projection: string,
  moved: RowVersion,
  deliveriesBy: DeliveriesOf,
): TracedDelivery[] {
  const of = deliveredRows.filter((one) => one.projection === projection && one.kind === moved.kind);
  if (of.length === 0) return [];
  const those = of.map((one) => ({ ...one, deliveries: deliveriesBy(one.statistic, moved.reporter) }));
  if (those.every(({ deliveries }) => deliveries.length === 0)) return [];
  const history = side.rows(projection).history(moved.kind, moved.key);
  const before = history.findLast(({ ordinal }) => ordinal < moved.ordinal);
  return those.flatMap(({ holds, deliveries }) =>
    deliveries.flatMap((delivery): TracedDelivery[] => {
      const row = history.findLast(({ ordinal }) => ordinal <= delivery.asOf);
      if (!row || row.gone || !holds(row, delivery) || !isNewIn(delivery, row, deliveries)) return [];
      const named = { id: delivery.id, row: row.key };
      if (row === before) return [{ ...named, effect: 'outdated' }];
      return row.ordinal === moved.ordinal ? [{ ...named, effect: 'delivered' }] : [];
    }),
  );
}

/** A supplement holds only what came since the delivery it follows. */
function isNewIn(delivery: Delivery, row: RowVersion, deliveries: readonly Delivery[]): boolean {
  if (delivery.since === undefined) return true;
  const { statistic, reporter, since } = delivery;
  const followed = deliveries.find(
    (one) => one.statistic === statistic && one.reporter === reporter && one.number === since,
  );
  return followed === undefined || row.ordinal > followed.asOf;
}
