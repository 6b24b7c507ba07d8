// Gives the user of SAGSSPOR_EVENTSTORE its password and its rights, and takes them from everybody else. Run as often as you like:
//   EVENTSTORE_DEFAULT_ADMIN_PASSWORD=… SAGSSPOR_EVENTSTORE='esdb://sagsspor:…@host:2113?tls=true' node infra/grant-rights.mjs
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';

const patience = 180_000;
const { EVENTSTORE_DEFAULT_ADMIN_PASSWORD: password, SAGSSPOR_EVENTSTORE: given } = process.env;
const parts = /^(esdb(?:\+discover)?:\/\/)([^:@]+):([^:@]+)@([^/?]+)(.*)$/.exec(given ?? '');
if (!password || !parts) stop('Set EVENTSTORE_DEFAULT_ADMIN_PASSWORD, and SAGSSPOR_EVENTSTORE with user and password.');
const [, scheme, user, secret, hosts, options] = parts;
const authority = /tlsCAFile=([^&]+)/i.exec(options)?.[1];
const admin = `${scheme}admin:${encodeURIComponent(password)}@${hosts}${options}`;

for (const end = Date.now() + patience; ; ) {
  try {
    await makeUser(decodeURIComponent(user), decodeURIComponent(secret));
    await grant(decodeURIComponent(user));
    break;
  } catch (error) {
    // Messages of the client may repeat its connection string.
    if (Date.now() > end)
      stop(`The event store has not taken user and rights: ${error.code ?? error.type ?? error.name}`);
    await wait(1_000);
  }
}
console.log('The user of SAGSSPOR_EVENTSTORE has its rights.');
process.exit(0);

/** The admin's door for users is HTTP. One that is there gets the password that stands in SAGSSPOR_EVENTSTORE now. */
async function makeUser(loginName, newPassword) {
  const status = await post('/users/', { loginName, fullName: 'Sagsspor', groups: [], password: newPassword });
  if (status === 201) return;
  const path = `/users/${encodeURIComponent(loginName)}/command/reset-password`;
  const again = status === 409 ? await post(path, { newPassword }) : status;
  if (again !== 200) throw Object.assign(new Error(), { code: `HTTP ${again}` });
}

/** Streams begin with the rights of the store's default; `$all` has its own. Deleting stays the admin's. */
async function grant(loginName) {
  const client = EventStoreDBClient.connectionString(admin);
  const own = [loginName, '$admins'];
  const data = {
    $userStreamAcl: { $r: own, $w: own, $d: '$admins', $mr: own, $mw: own },
    $systemStreamAcl: { $r: '$admins', $w: '$admins', $d: '$admins', $mr: '$admins', $mw: '$admins' },
  };
  await client.appendToStream('$settings', [jsonEvent({ type: 'update-default-acl', data })]);
  await client.setStreamMetadata('$all', { acl: { readRoles: own } });
  await client.dispose();
}

function post(path, body) {
  const url = `https://${hosts.split(',')[0]}${path}`;
  const ca = authority && readFileSync(authority);
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const asked = request(
      url,
      { method: 'POST', auth: `admin:${password}`, headers, ca, timeout: 10_000 },
      (answer) => {
        answer.resume().once('end', () => resolve(answer.statusCode));
      },
    );
    asked
      .once('error', reject)
      .once('timeout', () => asked.destroy(new Error('timeout')))
      .end(JSON.stringify(body));
  });
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
