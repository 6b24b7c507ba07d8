import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Principal } from '#libs/intake';
import { synthesize, type SynthesisOptions } from '#libs/synthesis';
import { openHouse, readConfig, type Config, type House, type OpenOptions } from '../index.js';

/** A clock that stands after everything the test's children live through. */
export const testNow = new Date('2026-11-24T12:00:00.000Z');

export const testSystem: Principal = {
  id: 'test-system',
  system: 'test-system',
  reporters: ['*'],
  roles: ['publish', 'read', 'deliver', 'audit'],
  synthetic: true,
};

/** Few children of one municipality, a thousand events or so. */
export const fewChildren: SynthesisOptions = {
  seed: 'house',
  municipalities: ['615'],
  years: [2025, 2026],
  scale: 0.1,
  faults: true,
  asOfEnd: '2026-11-20',
};

/** A directory of its own, gone when the test is done. */
export interface Place {
  readonly directory: string;
  readonly config: Config;
  remove(): void;
}

export function makePlace(): Place {
  const directory = mkdtempSync(join(tmpdir(), 'sagsspor-house-'));
  const config = readConfig({
    SAGSSPOR_DATA: join(directory, 'data'),
    SAGSSPOR_OUT: join(directory, 'out'),
    SAGSSPOR_PORT: '0',
  });
  return { directory, config, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

export const openDemo = ({ config }: Place, options: Partial<OpenOptions> = {}): Promise<House> =>
  openHouse(config, { kind: 'demo', clock: () => testNow, build: 'test', env: {}, ...options });

/** Sends made-up events through the bulk door and waits for the projections. */
export async function send(house: House, options: SynthesisOptions = fewChildren): Promise<void> {
  await house.intake.bulkImport(Readable.from(linesOf(options)), testSystem, {});
  await house.projectedTo(house.status().head);
}

function* linesOf(options: SynthesisOptions): Generator<Buffer> {
  for (const event of synthesize(options)) yield Buffer.from(`${JSON.stringify(event)}\n`);
}
