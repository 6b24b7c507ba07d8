import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wrongWith } from './known.js';
import { dockerfileOf, infra, root } from './read-infra.js';

const instructions = dockerfileOf('Dockerfile');
const of = (name: string): string[] => instructions.filter((one) => one.name === name).map(({ rest }) => rest);
/** What stands in the last stage: the image that runs. */
const last = instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'));
const inLast = (name: string): string[] => last.filter((one) => one.name === name).map(({ rest }) => rest);
const exec = (rest: string): string[] => JSON.parse(rest) as string[];

test('the image is built in stages from pinned bases, on a Node that the product takes', () => {
  expect(of('FROM').length).toBeGreaterThan(1);
  expect(of('FROM').filter((base) => !/^node:\d+\.\d+\.\d+-[a-z-]+( AS [a-z]+)?$/.test(base))).toEqual([]);
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { engines: { node: string } };
  const [, major, minor] = />=(\d+)\.(\d+)/.exec(engines.node)!.map(Number);
  for (const base of of('FROM')) {
    const [, ofMajor, ofMinor] = /^node:(\d+)\.(\d+)/.exec(base)!.map(Number);
    expect(ofMajor! > major! || (ofMajor === major && ofMinor! >= minor!)).toBe(true);
  }
});

test('packages come from the lock file, and what only building needs is not in the image', () => {
  const run = of('RUN').join('\n');
  expect(run).toMatch(/npm ci --ignore-scripts/);
  expect(run).toMatch(/npm rebuild better-sqlite3/);
  expect(run).toMatch(/npm prune --omit=dev/);
  expect(inLast('RUN').join('\n')).not.toMatch(/npm|apt/);
  const copied = inLast('COPY').filter((rest) => rest.startsWith('--from=build'));
  expect(copied.map((rest) => rest.split(' ')[1])).toEqual(['/app/package.json', '/app/node_modules', '/app/dist']);
});

test('it runs as nobody in particular, is told to stop by SIGTERM, and as itself, not through a shell', () => {
  expect(inLast('USER')).toEqual(['1000:1000']);
  expect(inLast('STOPSIGNAL')).toEqual(['SIGTERM']);
  expect(exec(inLast('ENTRYPOINT')[0]!)).toEqual(['sagsspor']);
  expect(wrongWith(exec(inLast('CMD')[0]!))).toBeUndefined();
  expect(readFileSync(join(root, 'apps', 'cli', 'main.ts'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
});

test('its health check asks whether it is ready, in JavaScript that can be read', () => {
  const [check] = inLast('HEALTHCHECK');
  const [node, flag, script] = exec(check!.slice(check!.indexOf('CMD') + 3));
  expect([node, flag]).toEqual(['node', '-e']);
  expect(script).toContain('/health/ready');
  expect(() => new Function(script!)).not.toThrow();
});

test('what enters the build is named, is there, and holds no secret and no data', () => {
  const lines = readFileSync(join(infra, 'Dockerfile.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(lines[0]).toBe('*');
  const named = lines.slice(1).map((line) => line.replace(/^!/, ''));
  expect(lines.slice(1).every((line) => line.startsWith('!'))).toBe(true);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  expect(named.filter((path) => /secrets|data$|\.git|node_modules|^infra$/.test(path))).toEqual([]);
  const copied = of('COPY')
    .filter((rest) => !rest.startsWith('--from'))
    .flatMap((rest) => rest.split(' ').slice(0, -1));
  expect(copied.filter((path) => path !== '.' && !named.includes(path))).toEqual([]);
});
