import type { Worker } from 'bullmq';

/** Milliseconds before a worker that could not start is made anew. */
const pause = 1000;

/**
 * A BullMQ worker that starts for certain. One whose connections are cut while they are being made stays deaf for ever, and begins a
 * job before that is known; so a worker runs only when it is ready, and one that never becomes so is put aside for a new one.
 */
export class LastingWorker {
  #worker: Worker | undefined;
  #closing = false;

  /** @param make gives a worker that does not run by itself. */
  constructor(
    private readonly make: () => Worker,
    private readonly onError: (error: unknown) => void,
  ) {
    void this.#start();
  }

  /** Takes no more jobs; resolves when those it has are settled. */
  async close(): Promise<void> {
    this.#closing = true;
    await this.#worker?.close();
  }

  async #start(): Promise<void> {
    while (!this.#closing) {
      const worker = (this.#worker = this.make());
      try {
        await worker.waitUntilReady();
        return await worker.run();
      } catch (error) {
        this.onError(error);
        await worker.close(true).catch(this.onError);
        await new Promise((next) => setTimeout(next, pause));
      }
    }
  }
}
