#!/usr/bin/env node
// The first thing a clone runs: installs from the lock file and builds when that is needed, says so, then hands over.
// It has no dependencies, since there are none yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [command, ...rest] = process.argv.slice(2);
const sources = [
  'apps',
  'bench',
  'libs',
  'projections',
  'tsconfig.json',
  'tsconfig.build.json',
  'scripts/copy-data.mjs',
];

requireNode();
alone(() => {
  install();
  build();
});
process.exit({ test, bench, start }[command]());

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  stop(
    `Sagsspor needs Node 20.19 or newer; this is ${process.versions.node}. Install a newer Node and run the same command again.`,
  );
}

/** Two starts at once must not write the same files: the second waits. A lock whose process is gone is nobody's. */
function alone(work) {
  const lock = join(root, '.sagsspor-building');
  for (let told = false; !takes(lock); ) {
    if (!told) say('Another start installs or builds here; waiting for it …');
    told = true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
  work();
  rmSync(lock, { force: true });
}

function takes(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    // In a checkout that can only be read there is nothing to guard; what is missing in it says so itself.
    if (error.code !== 'EEXIST') return true;
  }
  const holder = Number(read(lock));
  if (holder > 0 && !isRunning(holder)) rmSync(lock, { force: true });
  return false;
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** `npm ci` when the installed packages are not those of the lock file. */
function install() {
  const stamp = join(root, 'node_modules', '.sagsspor-lock');
  const wanted = hashOf([join(root, 'package-lock.json')]);
  if (read(stamp) === wanted) return;
  say('Installing packages from the lock file (once; about a minute, longer where better-sqlite3 must be compiled) …');
  const npm = process.env.npm_execpath;
  const ci = ['ci', '--no-audit', '--no-fund'];
  const status = npm ? run(process.execPath, [npm, ...ci]) : run('npm', ci);
  if (status !== 0 || !loads('better-sqlite3')) {
    stop(
      'Packages could not be installed. What npm said stands above. If it names better-sqlite3: it needs either its prebuilt ' +
        'binary for this platform (network access to fetch it) or a C++ compiler, make and Python 3 to compile it; install those and run the same command again.',
    );
  }
  writeFileSync(stamp, wanted);
}

function loads(name) {
  return spawnSync(process.execPath, ['-e', `new (require('${name}'))(':memory:')`], { cwd: root }).status === 0;
}

/** Compiles when a source differs from what was compiled last. */
function build() {
  const stamp = join(root, 'dist', '.sagsspor-build');
  const wanted = hashOf(sources.flatMap((source) => filesIn(join(root, source))));
  if (read(stamp) === wanted) return;
  say('Building …');
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  if (run(process.execPath, [tsc, '-p', 'tsconfig.build.json']) !== 0)
    stop('The build failed; what the compiler said stands above.');
  if (run(process.execPath, ['scripts/copy-data.mjs']) !== 0) stop('The data files could not be copied into dist.');
  writeFileSync(stamp, wanted);
}

function start() {
  return run(process.execPath, ['dist/apps/cli/main.js', 'demo', ...rest]);
}

function test() {
  return run(process.execPath, [join(root, 'node_modules', 'jest', 'bin', 'jest.js'), ...rest]);
}

function bench() {
  return run(process.execPath, ['dist/bench/main.js', ...rest]);
}

function filesIn(path) {
  if (!existsSync(path)) return [];
  if (!path.includes('.') || !/\.[a-z]+$/.test(path)) {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .sort();
  }
  return [path];
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function run(program, args) {
  const { status, signal } = spawnSync(program, args, { cwd: root, stdio: 'inherit' });
  return status ?? (signal === 'SIGINT' ? 130 : 1);
}

function say(text) {
  process.stdout.write(`${text}\n`);
}

function stop(text) {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
