import { houseErrorCodes, HouseError } from '#apps/house';
import { EventLogError } from '#libs/event-log';
import { JsonRejected } from '#libs/intake';
import { JobsError } from '#libs/jobs';
import { Problem } from './problem.js';
import { problemOf } from './problem-of.js';
import { problemEntries } from './problem-table.js';

const id = '00000000-0000-4000-8000-000000000000';

describe('the table of problems', () => {
  // The codes of the other rooms are complete by type: a code without a line does not compile.
  it('has every code of the house', () => {
    expect(problemEntries().map(({ code }) => code)).toEqual(expect.arrayContaining([...houseErrorCodes]));
  });

  it.each(problemEntries().map((entry) => [entry.code, entry] as const))(
    '%s says what to do in two languages',
    (_, entry) => {
      expect(entry.status).toBeGreaterThanOrEqual(400);
      expect(entry.en).toMatch(/^[A-Z].{20,}\.$/);
      expect(entry.da).toMatch(/^[A-ZÆØÅ].{20,}\.$/);
      expect(entry.da).not.toBe(entry.en);
    },
  );
});

describe('an error as a problem', () => {
  it('tells the sentence of a room, which repeats nothing', () => {
    const { status, body } = problemOf(new HouseError('view.query', 'limit is a whole number.'), id);
    expect([status, body['detail'], body['code']]).toEqual([400, 'limit is a whole number.', 'view.query']);
    expect(problemOf(new JsonRejected('json-utf8'), id).status).toBe(400);
  });

  it('says of jobs without their Redis what it is, and no fault of the request', () => {
    const told = problemOf(new JobsError('jobs.unreachable', 'Redis does not answer.'), id);
    expect([told.status, told.code]).toEqual([503, 'jobs.unreachable']);
  });

  it('tells nothing of a fault of the server, which may name files', () => {
    const told = problemOf(new EventLogError('log.write-failed', '/srv/secret is full'), id);
    expect([told.status, JSON.stringify(told).includes('secret')]).toEqual([503, false]);
  });

  it('tells nothing of what nobody foresaw', () => {
    for (const error of [new Error('010115-4003'), '010115-4003', null, undefined, { code: 'constructor' }]) {
      const told = problemOf(error, id);
      expect([told.status, told.code]).toEqual([500, 'server.failed']);
      expect(JSON.stringify(told)).not.toContain('010115');
    }
  });

  it('says of a disk that cannot be used what it is, and names no file', () => {
    for (const code of ['ENOSPC', 'EACCES', 'EROFS', 'SQLITE_FULL', 'SQLITE_IOERR_WRITE']) {
      const told = problemOf(Object.assign(new Error('/srv/secret'), { code }), id);
      expect([told.status, told.code, JSON.stringify(told).includes('secret')]).toEqual([503, 'server.disk', false]);
    }
    expect(problemOf(Object.assign(new Error(), { code: 'ENOENT' }), id).code).toBe('server.failed');
  });

  it('takes the headers and members of a problem of our own', () => {
    const problem = new Problem('method.not-allowed', { headers: { allow: 'GET' }, members: { a: 1 } });
    expect(problemOf(problem, id)).toMatchObject({ status: 405, headers: { allow: 'GET' }, body: { a: 1 } });
  });
});
