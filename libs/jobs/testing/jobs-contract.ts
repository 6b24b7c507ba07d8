import { describeAttempting } from './contract/attempting.js';
import { describeCancelling } from './contract/cancelling.js';
import type { MakeStore } from './contract/contract-jobs.js';
import { describeJoining } from './contract/joining.js';
import { describeListing } from './contract/listing.js';
import { describeRequesting } from './contract/requesting.js';
import { describeSurvival } from './contract/survival.js';
import { describeWorking } from './contract/working.js';

/** What every engine for jobs must pass, and all that the rest of the house may rely on. */
export function describeJobsContract(name: string, make: MakeStore): void {
  describe(`${name} keeps the contract of the jobs:`, () => {
    describeRequesting(make);
    describeAttempting(make);
    describeWorking(make);
    describeCancelling(make);
    describeJoining(make);
    describeListing(make);
    describeSurvival(make);
  });
}
