import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { verifyLog } from '#libs/event-log';
import { views } from '#projections';
import { projectionsOf, writeKind } from './data-directory.js';
import { openHouse, openReadHouse, restoreHouse, withCredentials, type House } from './index.js';
import { fewChildren, makePlace, openDemo, send, testSystem, type Place } from './testing/demo-house.js';

describe('a house', () => {
  let place: Place;
  let house: House;

  beforeAll(async () => {
    place = makePlace();
    house = await openDemo(place);
    await send(house);
  }, 60_000);

  afterAll(async () => {
    await house.close();
    place.remove();
  });

  it('projects everything it has taken', () => {
    const { head, projected, failure } = house.status();
    expect(head).toBeGreaterThan(200);
    expect([projected, failure]).toEqual([head, null]);
  });

  it.each(views.map(({ name }) => name))('reads the view %s, page after page as one page', async (name) => {
    const whole = await house.tables.page(name, { limit: 1000 }, house.operator);
    const pieces: unknown[] = [];
    for (let after: string | undefined; ; ) {
      const { rows, next } = await house.tables.page(name, { limit: 7, ...(after && { after }) }, house.operator);
      pieces.push(...rows);
      if (next === null) break;
      after = next;
      if (pieces.length >= 1000) break;
    }
    expect(pieces.slice(0, whole.rows.length)).toEqual(whole.rows);
  });

  it('delivers each statistic, and the same again is the same delivery', async () => {
    for (const { id, periods } of house.deliveries.statistics()) {
      const order = {
        statistic: id,
        reporter: '615',
        period: { stock: '', year: '2026', quarter: '2026Q1' }[periods]!,
      };
      const first = await house.deliveries.deliver(order, house.operator);
      expect(first.rows).toBeGreaterThan(0);
      for (const { name } of first.files) expect(existsSync(join(first.folder, name))).toBe(true);
      const again = await house.deliveries.deliver(order, house.operator);
      expect([again.id, again.again]).toEqual([first.id, true]);
      expect((await house.deliveries.reproduce(first.id, house.operator)).verdict).toBe('same-bytes');
    }
  });

  it('traces a child by its number, with the deliveries that hold its rows', async () => {
    const { rows, columns } = await house.tables.page(
      'placement-events',
      { period: '2026Q1', limit: 1 },
      house.operator,
    );
    const pseudonym = rows[0]![columns.indexOf('child')] as string;
    const lines = await house.tables.trace({ pseudonym }, house.operator);
    expect(lines.map(({ ordinal }) => ordinal)).toEqual([...lines.map(({ ordinal }) => ordinal)].sort((a, b) => a - b));
    expect(lines.flatMap(({ moved }) => moved).length).toBeGreaterThan(0);
    expect(lines.flatMap(({ deliveries }) => deliveries)).toContainEqual(
      expect.objectContaining({ id: 'placement-events/615/1', effect: 'delivered' }),
    );
  });

  it('tells an event with its open findings, to its own system only', async () => {
    const { rows, columns } = await house.tables.page('findings', { limit: 1 }, house.operator);
    const [event] = rows[0]![columns.indexOf('events')] as string[];
    const answer = await house.tables.event(event!, testSystem);
    expect(answer.stored).toHaveLength(1);
    expect(answer.findings.map(({ rule }) => rule)).toContain(rows[0]![columns.indexOf('rule')]);
    const other = await house.tables.event(event!, { ...testSystem, system: 'another', roles: ['read'] });
    expect([other.stored, other.findings]).toEqual([[], []]);
    // Of the same system, and as an auditor, but of another municipality.
    const neighbour = await house.tables.event(event!, { ...testSystem, reporters: ['751'] });
    expect([neighbour.stored, neighbour.findings]).toEqual([[], []]);
  });

  it('rebuilds to the same digests, and answers from the new files', async () => {
    const results = await house.rebuild();
    for (const { before, digest } of results) expect(before).toBe(digest);
    const { rows } = await house.tables.page('overview', { limit: 5 }, house.operator);
    expect(rows).toHaveLength(5);
  });

  it('is backed up while it runs, restored, verified, and rebuilt to the same', async () => {
    const [backup, restored] = [join(place.directory, 'backup'), join(place.directory, 'restored')];
    const { ordinal } = await house.backupTo(backup);
    expect(ordinal).toBe(house.status().head);
    const before = await house.rebuild();
    expect((await restoreHouse(backup, restored)).ordinal).toBe(ordinal);
    const key = readFileSync(join(place.config.data, 'master.key'), 'utf8').trim();
    const other = await openHouse(
      { ...place.config, data: restored },
      { kind: 'demo', env: { SAGSSPOR_MASTER_KEY: key }, build: 'test' },
    );
    try {
      await other.projectedTo(ordinal);
      const after = await other.rebuild();
      expect(after.map(({ digest }) => digest)).toEqual(before.map(({ digest }) => digest));
      expect((await verifyLog(restored)).problems).toEqual([]);
      expect((await other.deliveries.reproduce('placement-events/615/1', other.operator)).verdict).toBe('same-bytes');
    } finally {
      await other.close();
    }
  });

  it('lets a reader in beside it, and no second writer', async () => {
    await expect(openDemo(place)).rejects.toMatchObject({ code: 'log.writer-running' });
    const reading = await openReadHouse(place.config);
    try {
      const { rows } = await reading.tables.page('findings', { limit: 3 }, reading.operator);
      expect(rows).toHaveLength(3);
    } finally {
      await reading.close();
    }
  });
});

describe('a data directory', () => {
  let place: Place;
  beforeEach(() => (place = makePlace()));
  afterEach(() => place.remove());

  it('is a demo or real for good', async () => {
    await (await openDemo(place)).close();
    await expect(openDemo(place, { kind: 'live', env: { SAGSSPOR_MASTER_KEY: '0'.repeat(64) } })).rejects.toMatchObject(
      {
        code: 'data.kind-differs',
      },
    );
  });

  it('says plainly that the key is missing, lost or wrong', async () => {
    await expect(openDemo(place, { kind: 'live' })).rejects.toMatchObject({ code: 'vault.master-key-missing' });
    const env = { SAGSSPOR_MASTER_KEY: '1'.repeat(64) };
    await (await openDemo(place, { kind: 'live', env })).close();
    const other = { SAGSSPOR_MASTER_KEY: '2'.repeat(64) };
    await expect(openDemo(place, { kind: 'live', env: other })).rejects.toMatchObject({
      code: 'vault.master-key-wrong',
    });
  });

  it('whose vault is lost, or older than its log, is not opened', async () => {
    const env = { SAGSSPOR_MASTER_KEY: '1'.repeat(64) };
    const house = await openDemo(place, { env });
    await send(house);
    await house.close();
    rmSync(join(place.config.data, 'vault.sqlite'));
    await expect(openDemo(place, { env })).rejects.toMatchObject({ code: 'vault.not-found' });
    const elsewhere = makePlace();
    await (await openDemo(elsewhere, { env })).close();
    cpSync(join(elsewhere.config.data, 'vault.sqlite'), join(place.config.data, 'vault.sqlite'));
    await expect(openDemo(place, { env })).rejects.toMatchObject({ code: 'vault.older-than-log' });
    elsewhere.remove();
  });

  it('whose log is lost is not begun anew beside its vault', async () => {
    const house = await openDemo(place);
    await send(house);
    await house.close();
    for (const end of ['', '-wal', '-shm']) rmSync(join(place.config.data, `log.sqlite${end}`), { force: true });
    await expect(openDemo(place)).rejects.toMatchObject({ code: 'data.not-found' });
    expect(existsSync(join(place.config.data, 'log.sqlite'))).toBe(false);
  });

  it('whose log holds nothing any more is not begun anew either: emptied, or copied without its WAL', async () => {
    const log = join(place.config.data, 'log.sqlite');
    const house = await openDemo(place);
    await send(house);
    await house.close();
    for (const end of ['-wal', '-shm']) rmSync(`${log}${end}`, { force: true });
    const begunOnly = new Database(`${log}.begun`);
    begunOnly.pragma('journal_mode = WAL');
    begunOnly.close();
    for (const bytes of [Buffer.alloc(0), readFileSync(`${log}.begun`)]) {
      writeFileSync(log, bytes);
      await expect(openDemo(place)).rejects.toMatchObject({ code: 'data.not-found' });
      expect(readFileSync(log)).toEqual(bytes);
    }
  });

  it('whose projections cannot be written tells why, once', async () => {
    const stopped: Error[] = [];
    const house = await openDemo(place, { onProjectingStopped: (error) => stopped.push(error) });
    const file = readdirSync(projectionsOf(place.config.data)).find((name) => /^placements\..*\.sqlite$/.test(name))!;
    const db = new Database(join(projectionsOf(place.config.data), file));
    const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[];
    for (const name of tables)
      db.exec(`CREATE TRIGGER full_${name} BEFORE INSERT ON "${name}" BEGIN SELECT RAISE(ABORT, 'no room'); END`);
    db.close();
    await expect(send(house)).rejects.toMatchObject({ code: 'projecting.stopped' });
    expect(stopped).toEqual([expect.objectContaining({ code: 'projecting.stopped' })]);
    expect(stopped[0]!.message).toContain('no room');
    await house.close();
  });

  it('whose log was set back builds its projections anew, and says so', async () => {
    const log = join(place.config.data, 'log.sqlite');
    const earlier = await openDemo(place);
    await send(earlier, { ...fewChildren, seed: 'earlier', scale: 0.02 });
    await earlier.close();
    cpSync(log, `${log}.earlier`);
    const later = await openDemo(place);
    await send(later, { ...fewChildren, seed: 'later', scale: 0.02 });
    await later.close();
    renameSync(`${log}.earlier`, log);
    const notices: string[] = [];
    const house = await openDemo(place, { onNotice: (sentence) => notices.push(sentence) });
    try {
      expect(notices).toHaveLength(1);
      await send(house, { ...fewChildren, seed: 'other', scale: 0.02 });
      for (const { before, digest } of await house.rebuild()) expect(before).toBe(digest);
    } finally {
      await house.close();
    }
  });

  it('is rid of what a killed delivery left, which may hold numbers, when it is opened', async () => {
    await (await openDemo(place)).close();
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    const host = hostname().replaceAll(/[^A-Za-z0-9]/g, '');
    const left = [place.config.out, join(place.config.data, 'kept')].map((parent) =>
      join(parent, `.tmp-${host}-${dead}-x`),
    );
    for (const directory of left) mkdirSync(directory, { recursive: true });
    await (await openDemo(place)).close();
    expect(left.filter((directory) => existsSync(directory))).toEqual([]);
  });

  it('is backed up with its kept rows wherever it lies, also in a directory that reads as temporary', async () => {
    const at = (name: string): string => join(place.directory, '.tmp-of-someone.part', name);
    const house = await openDemo({ ...place, config: { ...place.config, data: at('data') } });
    try {
      await send(house);
      await house.deliveries.deliver({ statistic: 'support-stock', reporter: '615', period: '' }, house.operator);
      await house.backupTo(at('backup'));
    } finally {
      await house.close();
    }
    expect(readdirSync(join(at('backup'), 'kept')).length).toBeGreaterThan(0);
  });

  it('whose restore did not come to its end is no house: nothing opens it', async () => {
    const house = await openDemo(place);
    const backup = join(place.directory, 'backup');
    await send(house, { ...fewChildren, scale: 0.02 });
    await house.backupTo(backup);
    await house.close();
    const restored = { ...place, config: { ...place.config, data: join(place.directory, 'restored') } };
    // What ends it stands at its end: another seal than the log was sealed under.
    const file = join(backup, 'backup.json');
    const note = JSON.parse(readFileSync(file, 'utf8')) as { seal: { root: string } };
    note.seal.root = '0'.repeat(64);
    writeFileSync(file, JSON.stringify(note));
    await expect(restoreHouse(backup, restored.config.data)).rejects.toMatchObject({ code: 'data.backup-damaged' });
    await expect(openReadHouse(restored.config)).rejects.toMatchObject({ code: 'data.not-found' });
    await expect(openDemo(restored)).rejects.toMatchObject({ code: 'data.kind-differs' });
  });

  it('of copies takes no word for its store: revoked in it alone, a credential would be good everywhere else', async () => {
    mkdirSync(place.config.data, { recursive: true });
    writeKind(place.config.data, 'live', true);
    const use = (): Promise<never> => Promise.reject(new Error('used'));
    await expect(withCredentials(place.config, use)).rejects.toMatchObject({ code: 'data.engine-differs' });
  });

  it('that was never made is said to be missing', async () => {
    await expect(openReadHouse(place.config)).rejects.toMatchObject({ code: 'data.not-found' });
  });
});
