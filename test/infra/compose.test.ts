import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { knownSettings, wrongWith } from './known.js';
import { composeOf, infra, root, type Service } from './read-infra.js';

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const ours = `sagsspor:${version}`;
/** Made by infra/make-secrets.sh, but for the proxy's certificate, which is the operator's. */
const secretFiles = ['master.key', 'redis.conf', 'tls.crt', 'tls.key', 'eventstore.env', 'sagsspor.env'];

describe.each(['compose.yaml', 'compose.single.yaml'])('infra/%s', (file) => {
  const compose = composeOf(file);
  const services = Object.entries(compose.services);
  const which = (is: (service: Service, name: string) => boolean): string[] =>
    services.filter(([name, service]) => is(service, name)).map(([name]) => name);
  const isWaitedForToEnd = (name: string): boolean =>
    services.some(([, { depends_on = {} }]) => depends_on[name]?.condition === 'service_completed_successfully');
  const lasting = services.filter(([name]) => !isWaitedForToEnd(name));

  test('every image has a version and comes without a registry host', () => {
    expect(which(({ image }) => !/^([a-z0-9-]+\/)?[a-z0-9-]+:\d+\.\d+\.\d+(-[a-z-]+)?$/.test(image ?? ''))).toEqual([]);
  });

  test('what is built here has the version of the product', () => {
    expect(which(({ build, image }) => (build !== undefined) !== (image === ours))).toEqual([]);
    expect(which(({ image }) => image === ours)).toContain(file === 'compose.yaml' ? 'api1' : 'api');
  });

  test('only the proxy can be reached from outside', () => {
    expect(which(({ ports = [] }) => ports.length > 0)).toEqual(['proxy']);
    expect(which(({ network_mode }) => network_mode !== undefined && network_mode !== 'none')).toEqual([]);
    const hidden = which((_, name) => /^(eventstore|redis|worker|projector|rights)/.test(name));
    for (const name of hidden) expect(compose.services[name]!.networks).toEqual(['back']);
    if (hidden.length > 0) expect(compose.networks['back']!.internal).toBe(true);
  });

  test('what lasts has a health check, comes up again and has its limits', () => {
    const isOurs = ({ image }: Service): boolean => image === ours;
    const missing = lasting.flatMap(([name, service]) => [
      ...(service.healthcheck?.test.length || isOurs(service) ? [] : [`${name}: health check`]),
      ...(['always', 'unless-stopped'].includes(service.restart ?? '') ? [] : [`${name}: restart`]),
      ...(service.deploy?.resources.limits.memory && service.deploy.resources.limits.cpus ? [] : [`${name}: limits`]),
    ]);
    expect(missing).toEqual([]);
    // One that ends itself with code 0 is started again only so.
    expect(which(({ restart }, name) => /^eventstore\d$/.test(name) && restart !== 'always')).toEqual([]);
    expect(which(({ restart }, name) => isWaitedForToEnd(name) && restart !== 'no')).toEqual([]);
  });

  test('nothing is privileged; what runs as root has no network and ends', () => {
    expect(which(({ privileged, pid, ipc, devices }) => Boolean(privileged ?? pid ?? ipc ?? devices))).toEqual([]);
    expect(which(({ cap_drop = [] }) => !cap_drop.includes('ALL'))).toEqual([]);
    expect(which(({ security_opt = [] }) => !security_opt.includes('no-new-privileges:true'))).toEqual([]);
    const root = which(({ user, image }) => image !== ours && (user === undefined || /^(0|root)(:|$)/.test(user)));
    for (const name of root) {
      expect(compose.services[name]).toMatchObject({ network_mode: 'none', restart: 'no' });
      expect(isWaitedForToEnd(name)).toBe(true);
    }
    expect(which(({ volumes = [] }) => volumes.some((volume) => volume.includes('docker.sock')))).toEqual([]);
  });

  test('every setting of ours exists', () => {
    const named = services.flatMap(([, { environment = {} }]) => Object.keys(environment));
    expect(named.filter((name) => name.startsWith('SAGSSPOR_') && !knownSettings.has(name))).toEqual([]);
    expect(named).toContain('SAGSSPOR_MASTER_KEY_FILE');
  });

  test('every command of ours can be run', () => {
    const calls = services.flatMap(([, { image, command }]) => (image === ours && command ? [command] : []));
    expect(calls.length).toBeGreaterThan(0);
    expect(calls.map(wrongWith).filter(Boolean)).toEqual([]);
  });

  test('every secret is a file of the operator, and none stands here', () => {
    const files = [
      ...Object.values(compose.secrets).map((secret) => secret.file ?? 'no file'),
      ...services.flatMap(([, { env_file = [] }]) => env_file),
    ];
    expect(files.filter((path) => !secretFiles.some((name) => path === `./secrets/${name}`))).toEqual([]);
    const used = services.flatMap(([, service]) => service.secrets ?? []);
    expect([...new Set(used)].sort()).toEqual(Object.keys(compose.secrets).sort());
    const said = services.flatMap(([, { environment = {} }]) => Object.entries(environment));
    expect(said.filter(([name]) => /PASSWORD|TOKEN|SECRET|EVENTSTORE$|JOBS$|MASTER_KEY$/.test(name))).toEqual([]);
    expect(readFileSync(join(infra, file), 'utf8')).not.toMatch(/:\/\/[^/\s]*@|\$\{[^}]*:-/);
  });

  test('a data directory belongs to one process; kept rows and delivered files to all of them', () => {
    const mounts = (target: string): string[][] =>
      services
        .filter(([, { image, command }]) => image === ours && command !== undefined)
        .map(([, { volumes = [] }]) => volumes.filter((one) => one.split(':')[1] === target));
    const data = mounts('/var/lib/sagsspor/data').flat();
    expect(data.length).toBe(mounts('').length);
    expect(new Set(data).size).toBe(data.length);
    expect(new Set(mounts('/var/lib/sagsspor/deliveries').map(String)).size).toBe(1);
    expect(new Set(mounts('/var/lib/sagsspor/kept').map(String)).size).toBe(1);
  });

  test('volumes are declared and used, files that are mounted exist', () => {
    const sources = services.flatMap(([, { volumes = [] }]) => volumes.map((volume) => volume.split(':')[0]!));
    const named = sources.filter((source) => !source.startsWith('.'));
    expect([...new Set(named)].sort()).toEqual(Object.keys(compose.volumes).sort());
    const files = sources.filter((source) => source.startsWith('.'));
    expect(files.filter((path) => !existsSync(join(infra, path)))).toEqual([]);
  });

  test('whoever waits for another waits for one that can tell how it is', () => {
    const waits = services.flatMap(([, { depends_on = {} }]) => Object.entries(depends_on));
    const isHealthChecked = (name: string): boolean =>
      compose.services[name]?.healthcheck !== undefined || compose.services[name]?.image === ours;
    const wrong = waits.filter(([name, { condition }]) => condition === 'service_healthy' && !isHealthChecked(name));
    expect(wrong).toEqual([]);
    expect(waits.filter(([name]) => !(name in compose.services))).toEqual([]);
  });

  test('the proxy passes on to every process that serves, and to nothing else', () => {
    const serving = which(({ image, command }) => image === ours && command?.[0] === 'serve').map(
      (name) => `${name}:8080`,
    );
    const { UPSTREAMS } = compose.services['proxy']!.environment as { UPSTREAMS: string };
    expect(UPSTREAMS.split(' ')).toEqual(serving);
    expect(readFileSync(join(infra, 'Caddyfile'), 'utf8')).toContain('reverse_proxy {$UPSTREAMS}');
  });

  const hasCompose = spawnSync('docker', ['compose', 'version']).status === 0;
  test(`Docker Compose itself reads it${hasCompose ? '' : ' (not checked: there is no docker compose here)'}`, () => {
    if (!hasCompose) return;
    const path = join(infra, file);
    const { status, stderr } = spawnSync('docker', ['compose', '-f', path, 'config', '--quiet', '--no-env-resolution']);
    expect([status, String(stderr)]).toEqual([0, '']);
  });
});

test('the cluster has three nodes that name each other, and Redis never evicts a job', () => {
  const { services } = composeOf('compose.yaml');
  const nodes = ['eventstore1', 'eventstore2', 'eventstore3'];
  for (const name of nodes) {
    const { environment = {} } = services[name]!;
    expect(environment['EVENTSTORE_CLUSTER_SIZE']).toBe('3');
    expect(environment['EVENTSTORE_NODE_HOST_ADVERTISE_AS']).toBe(name);
    const seeds = nodes.filter((other) => other !== name).map((other) => `${other}:2113`);
    expect(environment['EVENTSTORE_GOSSIP_SEED']).toBe(seeds.join(','));
    expect(environment).not.toHaveProperty('EVENTSTORE_INSECURE');
  }
  const redis = services['redis']!.command!.join(' ');
  expect(redis).toContain('--maxmemory-policy noeviction');
  expect(redis).toContain('--appendonly yes');
});
