import type { AppendOutcome, ExpectedRevision, NewEvent, SideEvent, SideStreams } from '../port.js';
import type { Replicator } from '../replica/replicator.js';
import type { EventStoreAppender } from './eventstore-appender.js';
import { outcomeUnknown } from './failures.js';
import { withTimeLimit } from './time-limit.js';

/** The house's own streams: written to the store, read from the replica, which shows an event before its receipt is given. */
export class EventStoreSideStreams implements SideStreams {
  constructor(
    private readonly replica: SideStreams,
    private readonly appender: EventStoreAppender,
    private readonly replicator: Pick<Replicator<never, never>, 'caughtUp'>,
    private readonly giveUpMs: number,
  ) {}

  async append(stream: string, expectedRevision: ExpectedRevision, event: NewEvent): Promise<AppendOutcome> {
    const [outcome] = await this.appender.send([{ stream, expectedRevision, events: [event] }], false);
    await withTimeLimit(this.replicator.caughtUp(), this.giveUpMs).catch(() => {
      throw outcomeUnknown();
    });
    return outcome!;
  }

  read(stream: string, fromRevision?: number): SideEvent[] {
    return this.replica.read(stream, fromRevision);
  }

  streams(prefix: string): string[] {
    return this.replica.streams(prefix);
  }
}
