import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Story } from '../../libs/cases/testing/story.js';
import { Projector, type RowReader } from '../engine/index.js';
import { allProjections } from '../index.js';
import { storyLog } from './story-log.js';

export type Readers = Readonly<Record<string, RowReader>>;

/** Gives each test a projector: called with a story it brings every projection up to what was told so far. */
export function projecting(): (story: Story) => Promise<Readers> {
  let directory = '';
  const open = new Map<Story, Projector>();
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'projections-'))));
  afterEach(async () => {
    for (const projector of open.values()) await projector.close();
    open.clear();
    rmSync(directory, { recursive: true, force: true });
  });
  return async (story) => {
    const projector = open.get(story) ?? new Projector(partsFor(story, join(directory, `${open.size}`)));
    open.set(story, projector);
    await projector.catchUp();
    return projector.readers;
  };
}

const partsFor = (story: Story, directory: string) => ({
  directory,
  reader: storyLog(story),
  projections: allProjections,
});
