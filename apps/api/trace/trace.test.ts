import { send } from '../../house/testing/demo-house.js';
import { openBed, type Bed } from '../testing/api-bed.js';

let bed: Bed;
let auditor: string;
beforeAll(async () => {
  bed = await openBed();
  await send(bed.house);
  auditor = await bed.token(['audit', 'read', 'deliver']);
}, 60_000);
afterAll(() => bed.close());

const trace = (json: unknown, token = auditor) => bed.call('/v1/trace', { method: 'POST', token, json });

/** A child of the demo, with its number read off a form in clear. */
async function someChild(): Promise<{ pseudonym: string; number: string }> {
  const { json } = await bed.call('/v1/views/schema-1?limit=1', { token: auditor });
  const { serial, child } = json.rows[0];
  const { text } = await bed.call(`/v1/forms/${serial}?identified=true`, { token: auditor });
  return { pseudonym: child, number: /Personindikator<\/th>\s*<td>([^<]*)/.exec(text)![1]! };
}

describe('a trace', () => {
  it('of a number and of its pseudonym are the same, and the number is told and logged nowhere', async () => {
    const { pseudonym, number } = await someChild();
    const byNumber = await trace({ kind: 'cpr', number });
    expect(byNumber.status).toBe(200);
    expect(byNumber.json.lines.length).toBeGreaterThan(0);
    expect(byNumber.json.lines.some((line: { moved: unknown[] }) => line.moved.length > 0)).toBe(true);
    expect((await trace({ pseudonym })).json).toEqual(byNumber.json);
    for (const text of [number, number.replace('-', '')]) {
      expect(byNumber.text).not.toContain(text);
      expect(bed.log()).not.toContain(text);
    }
  });

  it('of a case by the sender’s id', async () => {
    const { json } = await bed.call('/v1/views/placements?limit=1', { token: auditor });
    const traced = await trace({ caseId: json.rows[0].case, reporter: '615', system: 'test-system' });
    expect(traced.json.lines.every((line: { system: string }) => line.system === 'test-system')).toBe(true);
  });

  it.each([
    [{ kind: 'cpr', number: '010115-4003' }, 404, 'trace.unknown'],
    [{ pseudonym: `p_${'a'.repeat(26)}` }, 404, 'trace.unknown'],
    [{ number: '010115-4003' }, 422, 'body.invalid'],
    [{ kind: 'anonymous', number: '010115-4003' }, 422, 'body.invalid'],
    [{ kind: 'cpr', number: '010115-4003', pseudonym: 'x' }, 422, 'body.invalid'],
    [{ pseudonym: '010115-4003' }, 422, 'body.invalid'],
    [{}, 422, 'body.invalid'],
    ['010115-4003', 422, 'body.invalid'],
  ])('that finds nothing or is none: %j', async (about, status, code) => {
    const told = await trace(about);
    expect([told.status, told.json.code]).toEqual([status, code]);
    expect(told.text + bed.log()).not.toMatch(/010115-?4003/);
  });

  it('shows nothing of another reporter’s', async () => {
    const { number } = await someChild();
    const other = await bed.token(['audit'], { reporters: ['751'] });
    expect((await trace({ kind: 'cpr', number }, other)).json.code).toBe('trace.unknown');
  });
});
