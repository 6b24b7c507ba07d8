import fc from 'fast-check';
import { benchAt, judgeEvent } from './judge-event.js';
import { houseKnowledge } from '../house-knowledge.js';
import { event, everyType } from '../testing/cloud-event.js';
import { now, principal } from '../testing/bed.js';

const damage = fc.constantFrom({}, { reporter: '101' }, { reporter: 7 }, { comment: 'x' }, { caseId: '' });
const incoming = fc
  .tuple(fc.constantFrom(...everyType()), damage, fc.uuid())
  .map(([type, replaced, id]) => event(type.name, replaced, id));

describe('judgement asks nothing but the event', () => {
  it('any order of a set of events is judged alike (property)', () => {
    const bench = benchAt(now, houseKnowledge);
    const judge = (events: readonly unknown[]) => events.map((one) => judgeEvent(one, principal, bench));
    const permuted = fc
      .array(incoming, { minLength: 1, maxLength: 15 })
      .chain((events) =>
        fc.tuple(fc.constant(events), fc.shuffledSubarray([...events.keys()], { minLength: events.length })),
      );
    fc.assert(
      fc.property(permuted, ([events, order]) => {
        const straight = judge(events);
        expect(judge(order.map((at) => events[at]))).toEqual(order.map((at) => straight[at]));
      }),
      { numRuns: 60 },
    );
  });
});
