import { join } from 'node:path';
import { placements } from '../../projections/placements/projection.js';
import { live } from '../../projections/engine/testing/projected.js';
import {
  removeTemporaryDirectories,
  temporaryDirectory,
} from '../../projections/engine/testing/temporary-directory.js';
import { readLog, tellLog } from '../../projections/engine/testing/told-log.js';
import { fosterFamily, placed } from '../../libs/cases/testing/usual.js';

afterEach(removeTemporaryDirectories);

/** A return home and a re-placement on one day, in the sender's order; then support granted that day, without a place in it. */
const dayWithoutOrder = () =>
  placed()
    .tell('placement-ceased', { endDate: '2026-05-01', residenceAfter: '1', caseSequence: 1 })
    .tell('placement-decided', { decisionDate: '2026-05-01', causes: ['UDSLAG14'], caseSequence: 2 })
    .tell('placement-started', { startDate: '2026-05-01', site: fosterFamily('t_b'), caseSequence: 3 })
    .tell('support-granted', { measureId: 't_m', decisionDate: '2026-05-01' });

test('a fact of support without a sequence takes the sequence from the placements of that day, live as folded at once', async () => {
  const { facts } = dayWithoutOrder();
  const data = temporaryDirectory();
  await tellLog(data, facts);
  const log = readLog(data);
  const spells = await live(join(data, 'live'), log, ({ readers }) => [
    ...readers['placements']!.rows({ kind: 'placement' }),
  ]);
  log.close();
  const folded = placements.fold({ kind: 'case', facts: [...facts] }).filter(({ kind }) => kind === 'placement');
  expect(spells.map(({ date, until }) => [date, until])).toEqual(folded.map(({ date, until }) => [date, until]));
});
