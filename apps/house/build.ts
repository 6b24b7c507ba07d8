import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

/** Version of the product and, of a built one, what it was built from: events and deliveries are stamped with it. */
export const build: string = [version(), fingerprint()].filter(Boolean).join('+');

function version(): string {
  // Built code lies one level deeper than its sources.
  const file = [join(root, 'package.json'), join(root, '..', 'package.json')].find((path) => existsSync(path));
  return file ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version : '0';
}

function fingerprint(): string {
  const file = join(root, '.sagsspor-build');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().slice(0, 12) : '';
}
