import { isAbsolute } from 'node:path';
import { Controller, Inject, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Text } from '#libs/cases';
import { backupAnswer, rebuildAnswer, sealAnswer } from '../operations/answers.js';
import { Sent } from '../operations/arguments.js';
import { jsonType, Operation } from '../operations/operation.js';
import { Problem } from '../problems/problem.js';
import { BackUp, Rebuild, SealUp, TakeSnapshot } from './operate.js';

export class BackupOrder {
  @Text({
    en: 'An empty or new directory of the server, as an absolute path.',
    da: 'Katalog',
    max: 1000,
    example: '/srv/backup/2026-03-31',
  })
  directory!: string;
}

@Controller('v1')
export class OperateController {
  constructor(@Inject(CommandBus) private readonly commands: CommandBus) {}

  @Post('backups')
  @Operation({
    id: 'backUp',
    group: 'Operation',
    en: 'Back up log, vault, kept rows and credentials at one ordinal, while the server runs',
    da: 'Sikkerhedskopiér log, hvælving, bevarede rækker og adgange ved ét løbenummer, mens serveren kører',
    roles: ['operate'],
    takes: [jsonType],
    body: [BackupOrder],
    gives: [jsonType],
    answer: backupAnswer,
    problems: ['body.invalid', 'data.not-empty', 'log.backup-exists', 'vault.backup-exists'],
  })
  backUp(@Sent() { directory }: BackupOrder): Promise<{ ordinal: number }> {
    return this.commands.execute(new BackUp(absolute(directory)));
  }

  @Post('snapshots')
  @Operation({
    id: 'takeSnapshot',
    group: 'Operation',
    en: 'Copy replica and projections of this server for another process on the same event store, while the server runs',
    da: 'Kopiér denne servers replika og projektioner til en anden proces på samme hændelseslager, mens serveren kører',
    roles: ['operate'],
    takes: [jsonType],
    body: [BackupOrder],
    gives: [jsonType],
    answer: backupAnswer,
    problems: ['body.invalid', 'data.engine-differs', 'data.not-empty'],
  })
  snapshot(@Sent() { directory }: BackupOrder): Promise<{ ordinal: number }> {
    return this.commands.execute(new TakeSnapshot(absolute(directory)));
  }

  @Post('rebuilds')
  @Operation({
    id: 'rebuild',
    group: 'Operation',
    en: 'Build every projection anew and cut over; answers when that is done, and the present ones answer meanwhile',
    da: 'Byg alle projektioner op på ny og skift; svarer, når det er sket, og de nuværende svarer imens',
    roles: ['operate'],
    gives: [jsonType],
    answer: rebuildAnswer,
    problems: ['projecting.rebuilding', 'projecting.stopped'],
  })
  async rebuild() {
    return { projections: await this.commands.execute(new Rebuild()) };
  }

  @Post('seals')
  @Operation({
    id: 'seal',
    group: 'Operation',
    en: 'Seal the log up to its head',
    da: 'Forsegl loggen indtil dens ende',
    roles: ['operate'],
    gives: [jsonType],
    answer: sealAnswer,
  })
  async seal() {
    return { seal: (await this.commands.execute(new SealUp())) ?? null };
  }
}

function absolute(directory: string): string {
  if (isAbsolute(directory)) return directory;
  const fields = [{ field: '/directory', en: 'An absolute path: what it is relative to is known to the server only.' }];
  throw new Problem('body.invalid', { members: { fields } });
}
