import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Principal } from '../port.js';
import { openImports } from './import-store.js';

const of = (system: string): Principal => ({
  ...{ id: `credential-of-${system}`, system, reporters: ['*'], roles: ['publish'], synthetic: false },
});

test('imports are listed, the last begun first, of some credentials or of all', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'sagsspor-imports-'));
  const imports = openImports({ directory });
  try {
    await imports.begin('first', of('one'), '2026-01-01T00:00:00Z');
    await imports.begin('second', of('other'), '2026-01-02T00:00:00Z');
    await imports.begin('third', of('one'), '2026-01-03T00:00:00Z');
    const listed = (...systems: string[]): string[] =>
      imports.list(systems.map((one) => of(one).id)).map(({ importId }) => importId);
    expect(imports.list().map(({ importId }) => importId)).toEqual(['third', 'second', 'first']);
    expect(listed('one', 'other')).toEqual(['third', 'second', 'first']);
    expect(listed()).toEqual([]);
    expect(listed('one')).toEqual(['third', 'first']);
    expect(listed('another')).toEqual([]);
  } finally {
    imports.close();
    rmSync(directory, { recursive: true });
  }
});

test('an import id that two credentials begin at once is the first one’s', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'sagsspor-imports-'));
  const [here, elsewhere] = [openImports({ directory }), openImports({ directory })];
  try {
    const begun = await Promise.allSettled([
      here.begin('i', of('one'), '2026-01-01T00:00:00Z'),
      here.begin('i', of('two'), '2026-01-01T00:00:00Z'),
      elsewhere.begin('i', of('three'), '2026-01-01T00:00:00Z'),
    ]);
    const refused = { status: 'rejected', reason: expect.objectContaining({ code: 'intake.import-not-yours' }) };
    expect(begun.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(begun.filter(({ status }) => status === 'rejected')).toEqual([refused, refused]);
  } finally {
    here.close();
    elsewhere.close();
    rmSync(directory, { recursive: true });
  }
});
