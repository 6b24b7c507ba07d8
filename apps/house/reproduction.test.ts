import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeliveryResult, House } from './index.js';
import { CaseSender, child, correction, decided, ofCase, site, started } from './testing/case-sender.js';
import { makePlace, openDemo, type Place } from './testing/demo-house.js';

let place: Place;
let house: House;
let sender: CaseSender;

beforeEach(async () => {
  place = makePlace();
  sender = new CaseSender(() => house);
  house = await openDemo(place, { clock: sender.clock });
  await sender.send('placement-decided', decided, 'decided');
  await sender.send('placement-started', started, 'started');
  sender.at('2026-04-05T08:00:00.000Z');
});

afterEach(async () => {
  await house.close();
  place.remove();
});

const quarter = { statistic: 'placement-events', reporter: '615', period: '2026Q1' };
const deliver = (more: object = {}): Promise<DeliveryResult> =>
  house.deliveries.deliver({ ...quarter, ...more }, house.operator);

const bytesOf = ({ folder, files }: DeliveryResult): Record<string, string> =>
  Object.fromEntries(
    [...files.map(({ name }) => name), 'manifest.json'].map((name) => [name, readFileSync(join(folder, name), 'hex')]),
  );

/** What may come between two requests: each must leave what was delivered before as it was. */
const later: readonly (readonly [what: string, send: () => Promise<unknown>])[] = [
  [
    'a correction',
    () =>
      sender.send('correction', correction('started', 'placement-started', { ...started, startDate: '2026-01-07' })),
  ],
  [
    'a retraction',
    () =>
      sender.send('retraction', {
        reporter: '615',
        root: 'started',
        type: 'placement-started',
        reason: 'reported-by-mistake',
        person: child,
        caseId: 'S-1',
      }),
  ],
  [
    'a changed identifier',
    () =>
      sender.send('identifier-changed', {
        reporter: '615',
        person: child,
        newIdentifier: { kind: 'cpr', number: '020115-4006' },
        fromDate: '2026-04-01',
        reason: 'cpr-assigned',
      }),
  ],
  [
    'a late event of the quarter',
    () =>
      sender.send(
        'site-changed',
        ofCase({ effectDate: '2026-03-01', decisionDate: '2026-02-20', change: 'site', site: site('family B') }),
      ),
  ],
];

describe('a delivery as of an ordinal', () => {
  it.each(later)('has the same bytes after %s, and is derived alike', async (_, send) => {
    const first = await deliver();
    const bytes = bytesOf(first);
    await send();
    const again = await deliver({ asOf: String(first.asOf) });
    expect([again.id, again.again, bytesOf(again)]).toEqual([first.id, true, bytes]);
    const { verdict, movedRows } = await house.deliveries.reproduce(first.id, house.operator);
    expect([verdict, movedRows]).toEqual(['same-bytes', []]);
  });

  it('names the same moment by ordinal, instant and day', async () => {
    const first = await deliver();
    sender.at('2026-04-07T08:00:00.000Z');
    await sender.send('placement-followed-up', ofCase({ followUpDate: '2026-04-06', actionPlanRevised: true }));
    sender.at('2026-04-08T08:00:00.000Z');
    for (const asOf of ['2', '2026-04-05T08:00:00Z', '2026-04-06']) expect((await deliver({ asOf })).id).toBe(first.id);
  });

  it('refuses a moment that is not over', async () => {
    await expect(deliver({ asOf: '2026-04-05' })).rejects.toMatchObject({ code: 'delivery.as-of-ahead' });
  });
});

describe('what comes late for a delivered quarter', () => {
  it('goes out as a supplement that names each row added, changed and withdrawn', async () => {
    const first = await deliver();
    expect(first.rows).toBe(2);
    await sender.send(
      'site-changed',
      ofCase({ effectDate: '2026-03-01', decisionDate: '2026-02-20', change: 'site', site: site('family B') }),
    );
    await sender.send(
      'correction',
      correction('decided', 'placement-decided', { ...decided, decisionDate: '2025-12-30' }),
    );
    const supplement = (await house.deliveries.supplement(quarter, house.operator))!;
    const changes = readFileSync(join(supplement.folder, 'changes.jsonl'), 'utf8').trim().split('\n');
    const told = changes.map((line) => JSON.parse(line) as { change: string; key: string });
    // The site change has ordinal 3; the decision of ordinal 1 is dated in another quarter now.
    expect(told.map(({ change, key }) => `${change} ${key}`).sort()).toEqual(['added 3', 'withdrawn 1']);
    expect(supplement.supplementOf).toBe(first.id);
    expect(
      await house.deliveries.supplement({ ...quarter, asOf: String(house.status().head) }, house.operator),
    ).toMatchObject({
      again: true,
    });
    const { added, gone, vanished } = await house.deliveries.compare(first.id, supplement.id, house.operator);
    expect([added.map(({ key }) => key), gone.map(({ key }) => key), vanished]).toEqual([['3'], ['1'], []]);
  });

  it('is none where nothing came', async () => {
    await deliver();
    await sender.send('placement-followed-up', ofCase({ followUpDate: '2026-03-06', actionPlanRevised: true }));
    expect(await house.deliveries.supplement(quarter, house.operator)).toBeNull();
  });
});

describe('a placement that vanished between two deliveries', () => {
  // The first delivery is as of a day after its quarter, so that the quarter's last day is asked about.
  beforeEach(() =>
    sender.send('placement-followed-up', ofCase({ followUpDate: '2026-04-01', actionPlanRevised: true })),
  );

  it('is named when its start moved past the day and nothing says why', async () => {
    const first = await deliver();
    await sender.send(
      'correction',
      correction('started', 'placement-started', { ...started, startDate: '2026-04-02' }),
    );
    const second = await deliver();
    const { vanished } = await house.deliveries.compare(first.id, second.id, house.operator);
    expect(vanished).toEqual([expect.objectContaining({ on: '2026-03-31' })]);
  });

  it.each([
    [
      'a cessation',
      () =>
        sender.send('placement-ceased', ofCase({ endDate: '2026-03-15', cessation: 'return-home', reason: 'other' })),
    ],
    ['a retraction', () => later[1]![1]()],
    ['a changed identifier', () => later[2]![1]()],
  ])('is not named after %s', async (_, send) => {
    const first = await deliver();
    await send();
    const second = await deliver();
    expect((await house.deliveries.compare(first.id, second.id, house.operator)).vanished).toEqual([]);
  });
});
