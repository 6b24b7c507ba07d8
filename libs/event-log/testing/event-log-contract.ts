import { describeAgreement } from './contract/agreement.js';
import { describeAppending } from './contract/appending.js';
import type { OpenContractLog } from './contract/contract-log.js';
import { describeIdempotence } from './contract/idempotence.js';
import { describeReading } from './contract/reading.js';
import { describeSideStreams } from './contract/side-streams.js';
import { describeSurvival, type KillableLog } from './contract/survival.js';
import { describeTailing } from './contract/tailing.js';
import { describeVolume } from './contract/volume.js';

export type { ContractLog, OpenContractLog } from './contract/contract-log.js';
export type { KillableLog } from './contract/survival.js';

/** What every adapter of the log must pass, and all that the rest of the house may rely on. */
export function describeEventLogContract(name: string, open: OpenContractLog, killable: () => KillableLog): void {
  describe(`${name} keeps the contract of the event log:`, () => {
    describeAppending(open);
    describeIdempotence(open);
    describeReading(open);
    describeVolume(open);
    describeTailing(open);
    describeSideStreams(open);
    describeAgreement(open);
    describeSurvival(killable);
  });
}
