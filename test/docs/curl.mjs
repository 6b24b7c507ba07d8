// What the pages use of curl, for machines that have none.
/* global fetch, Headers */
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const headers = new Headers();
let [body, method, url, retries, shown] = [undefined, undefined, '', 0, true];
const rest = process.argv.slice(2);
for (let flag; (flag = rest.shift()) !== undefined; ) {
  if (flag === '-s' || flag === '--retry-connrefused') continue;
  if (flag === '-H') headers.set(...pair(rest.shift()));
  else if (flag === '-X') method = rest.shift();
  else if (flag === '-o') shown = rest.shift() !== '/dev/null';
  else if (flag === '--retry') retries = Number(rest.shift());
  else if (flag === '--retry-delay') rest.shift();
  else if (flag === '-d' || flag === '--data-binary') body = bytes(rest.shift());
  else if (flag.startsWith('-')) throw new Error(`curl ${flag} is not known to the stand-in`);
  else url = flag;
}

for (;;) {
  const answer = await fetch(url, { method: method ?? (body ? 'POST' : 'GET'), headers, body }).catch(() => undefined);
  if ((!answer || answer.status === 503) && retries-- > 0) await wait(1000);
  else {
    if (!answer) process.exit(7);
    const text = await answer.text();
    if (shown) process.stdout.write(text);
    break;
  }
}

function pair(header) {
  const [, name, value] = /^([^:]+): *(.*)$/.exec(header);
  return [name, value];
}

function bytes(data) {
  if (!data.startsWith('@')) return data;
  return readFileSync(data === '@-' ? 0 : data.slice(1));
}
