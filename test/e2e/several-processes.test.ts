import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { synthesize } from '#libs/synthesis';
import { describeWithRedis, RedisServer } from '../../libs/jobs/testing/redis-server.js';
import { Peer } from '../eventstoredb/peer/peer.js';
import { serverVariable } from '../eventstoredb/store-under-test.js';
import { sagsspor, start, temporary } from './built-cli.js';
import { Node, settled } from './node-process.js';
import { countIn, filesWith, numbersIn } from './numbers.js';

/** Events of one batch that is sent to some api. */
const batchSize = 50;

const options = {
  seed: 'processes',
  municipalities: ['615', '751'],
  years: [2024, 2025],
  scale: 0.25,
  duplicates: 0,
} as const;

/** A real server must be empty: its log is that of the house. */
const real = process.env[serverVariable];

describeWithRedis('three apis, two workers and a projector on one event store and one Redis', () => {
  const place = temporary();
  const peer = new Peer();
  const events = [...synthesize(options)].map((event) => ({ ...event, source: '/ks' }));
  const batches = Array.from({ length: Math.ceil(events.length / batchSize) }, (_, at) =>
    events.slice(at * batchSize, (at + 1) * batchSize),
  );
  let redis: RedisServer;
  let env: Record<string, string>;
  let token: string;
  const at = (...names: string[]): string => join(place.path, ...names);
  const nodeOf = (name: string, ...args: string[]): Node => new Node(args, { ...env, SAGSSPOR_DATA: at(name) });
  let apis: Node[];
  let others: Node[];
  const all = (): Node[] => [...apis, ...others];

  /** Sends to any api that answers, again and again: a resend is never stored twice. */
  async function send(batch: readonly unknown[], turn: number): Promise<void> {
    for (let attempt = turn; ; attempt++) {
      const answer = await apis[attempt % apis.length]!.post(
        '/v1/events',
        batch,
        token,
        'application/cloudevents-batch+json',
      );
      if (answer?.status === 200) {
        const { receipts } = answer.json as { receipts: { verdict: string }[] };
        expect(receipts.map(({ verdict }) => verdict)).not.toContain('refused');
        return;
      }
      await settled(50);
    }
  }

  async function delivered(order: object): Promise<{ id: string }> {
    let job: { id: string; state: string; result: { id: string } } | undefined;
    for (let turn = 0; job?.state !== 'done'; turn++) {
      const api = apis[turn % apis.length]!;
      const answer = job ? await api.get(`/v1/jobs/${job.id}`, token) : await api.post('/v1/jobs', order, token);
      if (answer?.status === 200) ({ job } = answer.json as { job: typeof job });
      expect(job?.state).not.toMatch(/failed|cancelled/);
      await settled(50);
    }
    return job.result;
  }

  beforeAll(async () => {
    redis = await RedisServer.start();
    if (real === undefined) await peer.start();
    env = {
      SAGSSPOR_MASTER_KEY: 'ab'.repeat(32),
      SAGSSPOR_EVENTSTORE: real ?? peer.connectionString,
      SAGSSPOR_JOBS: redis.url,
      SAGSSPOR_KEPT: at('kept'),
      SAGSSPOR_OUT: at('out'),
    };
    const reporters = ['--reporter', '*', '--role', 'publish', 'read', 'deliver', 'national', 'audit'];
    const made = await sagsspor(['credential', 'create', '--system', 'ks', ...reporters], { env });
    expect(made.err).toMatch(/^Credential /);
    token = made.out.trim();
    apis = [1, 2, 3].map((n) => nodeOf(`api-${n}`, 'serve', '--no-jobs'));
    others = [nodeOf('worker-1', 'work'), nodeOf('worker-2', 'work'), nodeOf('projector', 'project', '--follow')];
    await Promise.all(all().map((node) => node.start()));
  }, 120_000);

  afterAll(async () => {
    await Promise.all(all().map((node) => node.kill('SIGKILL')));
    await redis.stop();
    await peer.stop();
    place.remove();
  });

  it('take every event once while some of them are killed and started again, and end with equal digests', async () => {
    const half = Math.floor(batches.length / 2);
    let isOver = false;
    const restarts = (async () => {
      for (let turn = 0; !isOver; turn++) {
        const node = all()[(turn * 5) % 6]!;
        await node.kill(turn % 3 === 0 ? 'SIGTERM' : 'SIGKILL');
        await node.start();
      }
      return isOver;
    })();
    await Promise.all(
      [0, 1, 2, 3].map(async (lane) => {
        for (let at = lane; at < batches.length; at += 4) {
          await send(batches[at]!, at);
          if (at === half)
            await delivered({ kind: 'deliver', statistic: 'placement-events', reporter: '615', period: '2024Q2' });
        }
      }),
    );
    isOver = true;
    await restarts;
    for (const node of all()) await node.reaches(events.length);
    const digests = await Promise.all(all().map((node) => node.digests()));
    for (const one of digests) expect(one).toEqual(digests[0]);
  }, 600_000);

  it('refuse a process of made-up data, which leaves its directory as it may be yet', async () => {
    const own = { ...env, SAGSSPOR_DATA: at('other'), SAGSSPOR_OUT: at('other-out') };
    const demo = await sagsspor(['serve', '--demo'], { env: own });
    expect([demo.code, demo.err]).toEqual([1, expect.stringMatching(/^data\.kind-differs: /m)]);
    const live = new Node(['serve', '--no-jobs'], own);
    await live.start();
    await live.kill('SIGTERM');
  }, 60_000);

  it('know a credential, an import and a refusal that another one was told of', async () => {
    const [first, second, third] = apis as [Node, Node, Node];
    const bad = { ...events[0]!, id: 'refused-once', type: 'dk.sagsspor.no-such-type' };
    const importing = `/v1/imports?importId=by-three`;
    for (const [node, event] of [
      [first, events[0]],
      [second, bad],
      [third, events[1]],
    ] as const)
      expect((await node.post(importing, event, token, 'application/x-ndjson'))?.status).toBe(200);
    const [receipt] = (
      (await second.get('/v1/imports/by-three/receipts', token))!.json as { receipts: object[] }
    ).receipts.slice(1);
    expect(receipt).toMatchObject({ id: 'refused-once', verdict: 'refused' });
    for (const node of apis) {
      const { json } = (await node.get('/v1/imports/by-three', token))!;
      expect(json).toMatchObject({ accepted: 0, duplicate: 2, refused: 1 });
    }
    const made = await sagsspor(['credential', 'create', '--system', 'other', '--reporter', '615'], { env });
    const other = made.out.trim();
    await third.says('/v1/views', other, 200);
    const [, id] = /Credential (\S+)\./.exec(made.err)!;
    expect((await sagsspor(['credential', 'revoke', id!], { env })).out).toContain('revoked');
    for (const node of apis) await node.says('/v1/views', other, 401);
  }, 60_000);

  it('deliver by whichever worker lives, once, and any of them makes the same bytes again', async () => {
    const order = { kind: 'deliver-country', statistic: 'placement-events', reporter: 'dk', period: '2024Q3' };
    const delivering = delivered(order);
    await others[0]!.kill('SIGKILL');
    const { id } = await delivering;
    await others[0]!.start();
    expect(await delivered(order)).toMatchObject({ id, again: true });
    for (const node of apis) {
      const list = (await node.get('/v1/deliveries', token))!.json as { deliveries: { id: string }[] };
      const ids = list.deliveries.map((one) => one.id);
      expect([ids.includes(id), new Set(ids).size]).toEqual([true, ids.length]);
      const { json } = (await node.post('/v1/deliveries/reproduce', { id }, token))!;
      expect(json).toMatchObject({ verdict: 'same-bytes' });
    }
    expect(readdirSync(at('out')).filter((name) => name.startsWith('.tmp-'))).toEqual([]);
  }, 120_000);

  it('lose nothing but queued work with Redis: the same order is the same delivery', async () => {
    const order = { kind: 'deliver', statistic: 'placement-events', reporter: '751', period: '2024Q4' };
    const { id } = await delivered(order);
    await redis.tell('FLUSHALL');
    expect(await delivered(order)).toMatchObject({ id, again: true });
  }, 60_000);

  it('show their queues in a browser of the same machine', async () => {
    const dashboard = start(['dashboard', '--port', '0'], { env });
    const [, url] = (await dashboard.says(/queues on (http:\S+)\/jobs\//))!;
    const { queues } = (await (await fetch(`${url}/jobs/api/queues`)).json()) as { queues: { name: string }[] };
    expect(queues.map(({ name }) => name)).toEqual(['deliver', 'supplement', 'deliver-country']);
    dashboard.process.kill('SIGTERM');
    expect(await dashboard.ended).toBe(0);
  }, 60_000);

  it('seal once, though all of them seal, and verify against the store', async () => {
    const seals = await Promise.all(all().map((node) => sagsspor(['seal'], { env: node.env })));
    expect(new Set(seals.map(({ out }) => out)).size).toBe(1);
    for (const node of all()) {
      const { code, out } = await sagsspor(['verify'], { env: node.env });
      expect([code, out]).toEqual([
        0,
        expect.stringContaining(`event store: ${spaced(events.length)} events, the same`),
      ]);
    }
  }, 120_000);

  it('give a snapshot that another one goes on from', async () => {
    const { code, err } = await sagsspor(['snapshot', at('api-4')], { env: others[2]!.env });
    expect([code, err]).toEqual([0, '']);
    const fourth = nodeOf('api-4', 'serve', '--no-jobs');
    await fourth.start();
    await fourth.reaches(events.length);
    expect(await fourth.digests()).toEqual(await apis[0]!.digests());
    await fourth.kill('SIGTERM');
  }, 120_000);

  it('are one process again when the log is copied into a directory of its own: the same digests, and every delivery reproduced', async () => {
    const before = await apis[0]!.digests();
    const list = (await apis[0]!.get('/v1/deliveries', token))!.json as { deliveries: { id: string }[] };
    await Promise.all(all().map((node) => node.kill('SIGTERM')));
    mkdirSync(at('anchors'));
    cpSync(at('api-1', 'anchor.json'), at('anchors', 'anchor.json'));
    expect(await sagsspor(['log', 'copy', '--to', at('one')], { env })).toMatchObject({ code: 0 });
    const { SAGSSPOR_EVENTSTORE: _, ...own } = env;
    const one = new Node(['serve'], { ...own, SAGSSPOR_DATA: at('one') });
    await one.start();
    await one.reaches(events.length);
    expect(await one.digests()).toEqual(before);
    for (const { id } of list.deliveries)
      expect((await one.post('/v1/deliveries/reproduce', { id }, token))!.json).toMatchObject({
        verdict: 'same-bytes',
      });
    const resent = await one.post('/v1/events', batches[0], token, 'application/cloudevents-batch+json');
    expect(
      new Set((resent!.json as { receipts: { verdict: string }[] }).receipts.map(({ verdict }) => verdict)),
    ).toEqual(new Set(['duplicate']));
    await one.kill('SIGTERM');
    const verified = await sagsspor(['verify', '--anchor', at('anchors', 'anchor.json')], { env: one.env });
    expect([verified.code, verified.out]).toEqual([0, expect.stringContaining('no problem found')]);
  }, 120_000);

  it('leave no number in clear anywhere but in the deliveries', () => {
    const numbers = numbersIn(options);
    expect(numbers.size).toBeGreaterThan(50);
    expect(filesWith(at('out'), numbers).length).toBeGreaterThan(0);
    for (const name of ['api-1', 'worker-1', 'projector', 'api-4', 'kept', 'one'])
      expect(filesWith(at(name), numbers)).toEqual([]);
    const stored = peer.store.records.map(({ data }) => Buffer.from(data).toString('latin1'));
    expect(stored.filter((text) => countIn(text, numbers) > 0)).toEqual([]);
    for (const node of all()) expect(countIn(node.said(), numbers)).toBe(0);
  });
});

const spaced = (n: number): string => n.toLocaleString('en-GB').replaceAll(',', ' ');
