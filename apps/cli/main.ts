#!/usr/bin/env node
import 'reflect-metadata';
import { exitCode } from './exit-codes.js';
import { runCli } from './run-cli.js';
import { processTerminal } from './terminal.js';

// Whatever a command writes is for the user it runs as: the log tells birth dates, delivered files tell numbers.
process.umask(0o077);

const stop = new AbortController();
let asked = 0;
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    // A second one does not wait; what was acknowledged is on disk.
    if (++asked > 1) process.exit(130);
    stop.abort();
  });
}
// Whoever reads the output may go away early (`| head`). What the command would have ended with is not known then: not as if all were well.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCode.unread);
});

void runCli(process.argv.slice(2), { env: process.env, terminal: processTerminal(), signal: stop.signal }).then(
  (code) => {
    process.exitCode = code;
    // A connection that nobody answers on would keep the process. What was said is read first.
    process.stdout.write('', () => process.exit());
  },
);
