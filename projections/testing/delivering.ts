import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MasterKey, openVault, type Claim, type SqliteVault } from '#libs/identity';
import { deliver, type DeliveryParts, type DeliveryRequest, type Manifest } from '#libs/reporting';
import { deliveryHouse } from '../../libs/reporting/testing/delivery-house.js';
import type { Story } from '../../libs/cases/testing/story.js';
import { statisticsOf } from '../index.js';
import { projecting } from './projected.js';
import { storyLog } from './story-log.js';

export interface DeliveredFiles {
  readonly manifest: Manifest;
  /** Bytes by file name. */
  readonly files: Readonly<Record<string, Buffer>>;
}

export interface Deliverer {
  /** Pseudonyms and tokens of the real vault, to tell a story with. */
  claim(claims: readonly Claim[]): Promise<string[]>;
  /** Delivers a story as of its last event: projected, with numbers from the vault, to real files. */
  deliver(
    story: Story,
    request: Partial<DeliveryRequest> & Pick<DeliveryRequest, 'statistic'>,
    other?: Partial<DeliveryParts>,
  ): Promise<DeliveredFiles>;
}

/** Gives each test a vault and somewhere to deliver to. */
export function delivering(): Deliverer {
  const project = projecting();
  let directory = '';
  let vault: SqliteVault;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'delivering-'));
    vault = openVault({ directory, masterKey: new MasterKey(randomBytes(32), 'environment') });
  });
  afterEach(async () => {
    await vault.close();
    rmSync(directory, { recursive: true, force: true });
  });
  return {
    claim: (claims) => vault.claim(claims),
    async deliver(story, request, other = {}) {
      const readers = await project(story);
      const statistic = statisticsOf((name) => readers[name]!).find(({ id }) => id === request.statistic)!;
      const whole = { reporter: '751', period: '', asOf: story.facts.length, parameters: {}, ...request };
      const made = await deliver(
        whole,
        deliveryHouse(directory).parts({
          statistic,
          reader: storyLog(story),
          resolve: (tokens) => vault.resolve(tokens),
          reporterOf: () => null,
          ...other,
        }),
      );
      const files = made.manifest.files.map(({ name }) => [name, readFileSync(join(made.directory, name))] as const);
      return { manifest: made.manifest, files: Object.fromEntries(files) };
    },
  };
}
