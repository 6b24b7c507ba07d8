#!/usr/bin/env node
import 'reflect-metadata';
import { exitCode } from './exit-codes.js';
import { explainError } from './explain-error.js';
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
const terminal = processTerminal();

// Whoever reads the output may go away early (`| head`), and the disk it goes to may be full. What the command would have ended with is not
// known then: not as if all were well.
function unwritten(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(exitCode.unread);
  terminal.note(explainError(error));
  process.exit(exitCode.failed);
}
process.stdout.on('error', unwritten);
// What is said about the work may get lost; the work goes on.
process.stderr.on('error', () => undefined);

void runCli(process.argv.slice(2), { env: process.env, terminal, signal: stop.signal }).then((code) => {
  process.exitCode = code;
  // A connection that nobody answers on would keep the process. What was said is read first.
  process.stdout.write('', () => {
    const { errored } = process.stdout;
    if (errored) unwritten(errored);
    process.exit();
  });
});
