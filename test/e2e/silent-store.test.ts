import { createServer, type AddressInfo, type Server } from 'node:net';
import { start, type Running } from './built-cli.js';

/** Something takes connections and never says a word, as a frozen event store does. */
describe('an event store that never answers', () => {
  let server: Server;
  let running: Running | undefined;

  beforeAll((done) => {
    server = createServer((socket) => socket.on('error', () => undefined).resume()).listen(0, '127.0.0.1', done);
  });

  afterAll((done) => {
    running?.process.kill('SIGKILL');
    server.close(done);
  });

  it('ends a command with one plain line, though the connection stays open', async () => {
    const { port } = server.address() as AddressInfo;
    running = start(['credential', 'list'], {
      env: { SAGSSPOR_EVENTSTORE: `esdb://127.0.0.1:${port}?tls=false` },
    });
    expect(await running.ended).toBe(1);
    expect(running.err()).toMatch(/^log\.unreachable: [^\n]+\n$/);
    expect(running.out()).toBe('');
  }, 60_000);
});
