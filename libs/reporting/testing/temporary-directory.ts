import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives each test a directory of its own, removed after it. */
export function temporaryDirectory(): () => string {
  let path = '';
  beforeEach(() => (path = mkdtempSync(join(tmpdir(), 'reporting-'))));
  afterEach(() => rmSync(path, { recursive: true, force: true }));
  return () => path;
}
