// Copies what the compiler leaves behind: data files read at run time, beside the code that reads them.
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const rooms = ['apps', 'libs', 'projections'];
const kept = /\.(json|html|css|sql)$/;

for (const room of rooms) {
  for (const entry of readdirSync(room, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile() && kept.test(entry.name) && !/(testing|fixtures)/.test(file)) cpSync(file, join('dist', file));
  }
}
