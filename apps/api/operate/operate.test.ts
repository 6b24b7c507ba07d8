import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { send } from '../../house/testing/demo-house.js';
import { openBed, operatorToken, type Bed } from '../testing/api-bed.js';

let bed: Bed;
beforeAll(async () => {
  bed = await openBed();
}, 60_000);
afterAll(() => bed.close());

const post = (path: string, json?: unknown) => bed.call(path, { method: 'POST', token: operatorToken, json });

describe('the operator', () => {
  it('seals an empty log to nothing, and a log to its head', async () => {
    expect((await post('/v1/seals')).json).toEqual({ seal: null });
    await send(bed.house);
    const { json } = await post('/v1/seals');
    expect(json.seal.to).toBe(bed.house.status().head);
  });

  it('builds the projections anew while they answer', async () => {
    const before = await bed.call('/v1/views/placements?limit=1000', { token: operatorToken });
    const rebuilding = post('/v1/rebuilds');
    const meanwhile = await bed.call('/v1/views/placements?limit=1000', { token: operatorToken });
    const { status, json } = await rebuilding;
    expect([status, json.projections.length > 0]).toEqual([200, true]);
    const after = await bed.call('/v1/views/placements?limit=1000', { token: operatorToken });
    expect([meanwhile.json, after.json]).toEqual([before.json, before.json]);
  });

  it('backs up into an empty directory, once', async () => {
    const directory = join(bed.place.directory, 'backup');
    const { json } = await post('/v1/backups', { directory });
    expect(json).toEqual({ ordinal: bed.house.status().head });
    expect(existsSync(directory)).toBe(true);
    const again = await post('/v1/backups', { directory });
    expect(again.status).toBe(409);
  });

  it('takes a snapshot only of what lies in an event store', async () => {
    const { status, json } = await post('/v1/snapshots', { directory: join(bed.place.directory, 'snapshot') });
    expect([status, json.code]).toEqual([409, 'data.engine-differs']);
  });

  it('names the directory from the root', async () => {
    expect((await post('/v1/backups', { directory: 'backup' })).json.code).toBe('body.invalid');
    expect((await post('/v1/backups')).json.code).toBe('body.media-type');
  });

  it('sends no body where none is wanted', async () => {
    expect((await post('/v1/seals', {})).json.code).toBe('body.media-type');
  });
});
