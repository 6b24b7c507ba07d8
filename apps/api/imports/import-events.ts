import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { House } from '#apps/house';
import type { ImportOptions, ImportOutcome, ImportProgress, Principal } from '#libs/intake';
import { Metrics } from '../observe/metrics.js';
import { HOUSE } from '../parts.js';
import { Running } from '../server/running.js';

/** Take a stream of newline-delimited events. */
export class ImportEvents extends Command<ImportOutcome> {
  constructor(
    readonly stream: AsyncIterable<Uint8Array>,
    readonly principal: Principal,
    readonly options: Pick<Partial<ImportOptions>, 'importId' | 'gzip'>,
  ) {
    super();
  }
}

const none = { accepted: 0, duplicate: 0, refused: 0 };

@CommandHandler(ImportEvents)
export class ImportEventsHandler implements ICommandHandler<ImportEvents> {
  constructor(
    @Inject(HOUSE) private readonly house: House,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(Running) private readonly running: Running,
  ) {}

  /** A closing server finishes the batch under way and says that it did not come to the end. */
  execute({ stream, principal, options }: ImportEvents): Promise<ImportOutcome> {
    let before: Omit<ImportProgress, 'lines'> = none;
    const onProgress = (now: ImportProgress): void => {
      this.metrics.events({
        accepted: now.accepted - before.accepted,
        duplicate: now.duplicate - before.duplicate,
        refused: now.refused - before.refused,
      });
      before = now;
    };
    return this.house.intake.bulkImport(stream, principal, { ...options, signal: this.running.closed, onProgress });
  }
}
