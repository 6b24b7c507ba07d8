import type { Jobs, Keep } from '../../port.js';
import type { WorkingProcess } from '../working-process.js';

/** A store of jobs that is new and empty, and that several can open. */
export interface ContractStore {
  /** Opens the store once more, as another process would. */
  open(keep?: Keep): Promise<Jobs>;
  /** Starts a process that works on the store; its effects go to the directory. */
  startProcess(directory: string): WorkingProcess;
  close(): Promise<void>;
}

export type MakeStore = () => Promise<ContractStore>;

/** Runs a test on a store of its own; whatever it opened is closed. */
export const onStore =
  (make: MakeStore, test: (jobs: Jobs, store: ContractStore) => Promise<void>): (() => Promise<void>) =>
  async () => {
    const store = await make();
    const opened: Jobs[] = [];
    const open = async (keep?: Keep): Promise<Jobs> => {
      const jobs = await store.open(keep);
      opened.push(jobs);
      return jobs;
    };
    try {
      await test(await open(), { ...store, open });
    } finally {
      for (const one of gates.splice(0)) one.open();
      await Promise.all(opened.map((jobs) => jobs.close()));
      await store.close();
    }
  };

/** Waits until what is looked at is so. */
export async function eventually<T>(
  look: () => Promise<T> | T,
  isSo: (seen: T) => boolean,
  limit = 15_000,
): Promise<T> {
  for (const end = Date.now() + limit; ; await new Promise((next) => setTimeout(next, 10))) {
    const seen = await look();
    if (isSo(seen)) return seen;
    if (Date.now() > end) throw new Error(`it never came to be; last seen: ${JSON.stringify(seen)}`);
  }
}

/** Something that a test opens by hand. */
export interface Gate {
  readonly opened: Promise<void>;
  open(): void;
}

/** Those of the test that runs: a test that fails leaves no processor behind that waits for ever. */
const gates: Gate[] = [];

export function gate(): Gate {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  gates.push({ opened, open });
  return { opened, open };
}

/** Resolves with the reason when the signal aborts. */
export const aborted = (signal: AbortSignal): Promise<unknown> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(signal.reason);
    signal.addEventListener('abort', () => resolve(signal.reason), { once: true });
  });
