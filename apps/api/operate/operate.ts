import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { House } from '#apps/house';
import type { Seal } from '#libs/event-log';
import type { Rebuilt } from '#projections/engine';
import { HOUSE } from '../parts.js';

/** Copy log, vault, kept rows and credentials into an empty directory of the server. */
export class BackUp extends Command<{ readonly ordinal: number }> {
  constructor(readonly directory: string) {
    super();
  }
}

/** Copy what this process keeps for itself into an empty directory of the server, for another process on the same event store. */
export class TakeSnapshot extends Command<{ readonly ordinal: number }> {
  constructor(readonly directory: string) {
    super();
  }
}

/** Build every projection anew and cut over. */
export class Rebuild extends Command<readonly Rebuilt[]> {}

/** Seal the log up to its head. */
export class SealUp extends Command<Seal | undefined> {}

@CommandHandler(BackUp)
export class BackUpHandler implements ICommandHandler<BackUp> {
  constructor(@Inject(HOUSE) private readonly house: House) {}

  execute({ directory }: BackUp): Promise<{ readonly ordinal: number }> {
    return this.house.backupTo(directory);
  }
}

@CommandHandler(TakeSnapshot)
export class TakeSnapshotHandler implements ICommandHandler<TakeSnapshot> {
  constructor(@Inject(HOUSE) private readonly house: House) {}

  execute({ directory }: TakeSnapshot): Promise<{ readonly ordinal: number }> {
    return this.house.snapshotTo(directory);
  }
}

@CommandHandler(Rebuild)
export class RebuildHandler implements ICommandHandler<Rebuild> {
  constructor(@Inject(HOUSE) private readonly house: House) {}

  execute(): Promise<readonly Rebuilt[]> {
    return this.house.rebuild();
  }
}

@CommandHandler(SealUp)
export class SealUpHandler implements ICommandHandler<SealUp> {
  constructor(@Inject(HOUSE) private readonly house: House) {}

  execute(): Promise<Seal | undefined> {
    return this.house.seal();
  }
}
