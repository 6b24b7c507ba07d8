import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoOptions } from '#libs/synthesis';
import { sagsspor, start, temporary, type Running } from './built-cli.js';
import { countIn, filesWith, numbersIn } from './numbers.js';

/** A full run: publish, project, deliver, serve, ask, trace, be refused, back up, rebuild. */
describe('no number of a person stands in clear', () => {
  const place = temporary();
  const [data, out, backup] = ['demo-data', 'out', 'backup'].map((name) => join(place.path, name)) as [
    string,
    string,
    string,
  ];
  let numbers: Set<string>;
  let server: Running;
  let answers = '';

  beforeAll(async () => {
    server = start(['demo', '--data', data, '--out', out]);
    const [, url] = await server.says(/Serving on (http:\S+)/);
    const [token] = /sgs_\S+/.exec(server.out())!;
    numbers = numbersIn(demoOptions(readFileSync(join(data, 'demo-day.txt'), 'utf8').trim()));
    const ask = async (path: string, init: RequestInit = {}): Promise<void> => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      answers += await (await fetch(url + path, { ...init, headers })).text();
    };
    const [number] = [...numbers];
    const send = (body: unknown): RequestInit => ({ method: 'POST', body: JSON.stringify(body) });
    for (const view of ['schema-1', 'placements', 'findings', 'timeline', 'measures'])
      await ask(`/v1/views/${view}?limit=1000`);
    await ask('/v1/trace', send({ kind: 'cpr', number }));
    await ask('/v1/trace', send({ kind: 'cpr', number: `${number}9` }));
    await ask(
      '/v1/events',
      send({ specversion: '1.0', id: number, source: number, type: number, data: { reporter: number } }),
    );
    await ask('/v1/jobs', send({ kind: 'deliver', statistic: 'support-stock', reporter: '615' }));
    await ask(`/v1/views/schema-1?reporter=${number}`);
    await ask(`/v1/${number}`);
    await sagsspor(['backup', backup, '--data', data]);
    await sagsspor(['rebuild', '--data', data]);
    server.process.kill('SIGTERM');
    expect(await server.ended).toBe(0);
  }, 120_000);

  afterAll(() => {
    server.process.kill('SIGKILL');
    place.remove();
  });

  it('and the search for them finds them where they may stand', () => {
    expect(numbers.size).toBeGreaterThan(1000);
    expect(countIn(`x${[...numbers][0]}`, numbers)).toBe(1);
    expect(filesWith(join(out, 'placement-events'), numbers).length).toBeGreaterThan(0);
  });

  it('in the log, the read models, the kept rows, the vault, jobs, receipts and refusals', () =>
    expect(filesWith(data, numbers)).toEqual([]));

  it('in a backup', () => expect(filesWith(backup, numbers)).toEqual([]));

  it('in what the server logged and printed', () => {
    expect(server.err()).toContain('"route"');
    expect([countIn(server.out(), numbers), countIn(server.err(), numbers)]).toEqual([0, 0]);
  });

  it('in its answers, to a job among them', () => {
    expect(answers).toContain('"kind":"deliver"');
    expect(countIn(answers, numbers)).toBe(0);
  });
});
