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
