import fc from 'fast-check';
import { MemoryPlace, type Step } from '../../testing/memory-place.js';
import { claimsOf, numberOf, shifted, testKey } from '../../testing/sample-claims.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../../testing/temporary-directory.js';
import { openSharedVault } from './open-shared-vault.js';

afterAll(removeTemporaryDirectories);

const masterKey = testKey();

/** Calls of a process, each of the claims of some persons. */
const calls = fc.array(fc.array(fc.nat(4), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 });

type Told = (readonly [n: number, tokens: readonly string[]])[];

/** A process that makes some calls at once and the others one after the other, and says what it was told. */
async function claiming(place: MemoryPlace, step: (what: Step) => Promise<void>, turns: number[][], told: Told) {
  const vault = await openSharedVault({ directory: temporaryDirectory(), masterKey, shared: place.as(step) });
  const call = async (persons: number[]): Promise<void> => {
    const tokens = await vault.claim(persons.flatMap((n, at) => shifted(claimsOf(n), 3 * at)));
    persons.forEach((n, at) => told.push([n, tokens.slice(3 * at, 3 * at + 3)]));
  };
  const half = Math.ceil(turns.length / 2);
  await Promise.all(turns.slice(0, half).map(call));
  for (const persons of turns.slice(half)) await call(persons);
  await vault.close();
}

/** Steps that are taken in any order, and so many of them; then the process is dead. */
function mortal(scheduler: fc.Scheduler, lives: number) {
  let die!: () => void;
  const died = new Promise<void>((resolve) => (die = resolve));
  const step = async (what: Step): Promise<void> => {
    if (lives-- > 0) return scheduler.schedule(Promise.resolve(), what);
    die();
    return new Promise(() => undefined);
  };
  return { step, died };
}

describe('processes that claim at once', () => {
  it('are given the same tokens however their steps follow each other, and wherever one of them dies', async () => {
    const seen = { deaths: 0, overtaken: 0 };
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), calls, calls, fc.nat(14), async (scheduler, mine, theirs, lives) => {
        const place = new MemoryPlace();
        const told: Told = [];
        let refused = 0;
        const immortal = mortal(scheduler, Infinity);
        const counted = (what: Step): Promise<void> => {
          refused += what === 'add' ? 1 : what === 'added' ? -1 : 0;
          return immortal.step(what);
        };
        const other = mortal(scheduler, lives);
        void other.died.then(() => seen.deaths++);
        await scheduler.waitFor(
          Promise.all([
            claiming(place, counted, mine, told),
            Promise.race([claiming(place, other.step, theirs, told), other.died]),
          ]),
        );
        if (refused > 0) seen.overtaken++;
        const late = await openSharedVault({ directory: temporaryDirectory(), masterKey, shared: place.as() });
        for (const [n, tokens] of told) {
          expect(await late.claim(claimsOf(n))).toEqual(tokens);
          expect(await late.resolve(tokens)).toMatchObject([
            { value: numberOf(n).replace('-', '') },
            { value: `case ${n}` },
            { value: `measure ${n}` },
          ]);
        }
        await late.close();
        expect(told.length).toBeGreaterThanOrEqual(mine.flat().length);
      }),
      { numRuns: 50 },
    );
    // It looks where it hurts.
    expect(Math.min(seen.deaths, seen.overtaken)).toBeGreaterThan(5);
  });
});
