import { ReplicaView } from '../replica/replica-view.js';
import { openSqliteEventLog, type OpenLog } from '../sqlite/open.js';
import { prepare } from '../sqlite/prepared.js';
import { events, request } from '../testing/sample-events.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../testing/temporary-directory.js';
import { Shown } from './shown.js';

let log: OpenLog;
let shown: Shown;
beforeEach(async () => {
  log = await openSqliteEventLog({ directory: temporaryDirectory() });
  shown = new Shown(new ReplicaView(log.reader.db));
  expect(shown.head('a', true)).toBe(-1);
});
afterEach(() => log.close());
afterAll(removeTemporaryDirectories);

const sample = events(1, 4);
const sent = (count: number) => prepare(request('a', sample.slice(0, count)), true).events;

/** The replica takes the first so many events over. */
async function shows(count: number): Promise<void> {
  await log.appender.append([request('a', sample.slice(0, count))]);
  shown.taken(new Map([['a', count - 1]]));
}

const revisions = () => sample.map(({ id }) => shown.held('a', id, true)?.revision);

describe('what the replica shows of a stream that began here', () => {
  it('is what was sent there', async () => {
    shown.sends('a', sent(2), 0);
    expect(revisions()).toEqual([undefined, undefined, undefined, undefined]);
    await shows(2);
    expect(shown.head('a', true)).toBe(1);
    expect(revisions()).toEqual([0, 1, undefined, undefined]);
  });

  it('is also what another wrote behind it', async () => {
    shown.sends('a', sent(2), 0);
    await shows(3);
    expect(revisions()).toEqual([0, 1, 2, undefined]);
  });

  it('is what another wrote in the place of what was not taken', async () => {
    shown.sends(
      'a',
      events(10, 12).map((one) => prepare(request('a', [one]), true).events[0]!),
      0,
    );
    shown.forgetIds('a');
    await shows(3);
    expect(revisions()).toEqual([0, 1, 2, undefined]);
  });

  it('is also what was sent before the stream was remembered', async () => {
    shown.sends('a', sent(3).slice(2), 2);
    await shows(1);
    expect(revisions()).toEqual([0, undefined, undefined, undefined]);
  });
});
