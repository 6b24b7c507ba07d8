import { EventLogError } from '../event-log-error.js';

/** The options that the client knows. Of one that it does not know it prints the whole string, with the password in it. */
const known = new Set([
  'tls',
  'tlscafile',
  'usercertfile',
  'userkeyfile',
  'connectionname',
  'defaultdeadline',
  'discoveryinterval',
  'gossiptimeout',
  'keepaliveinterval',
  'keepalivetimeout',
  'maxdiscoverattempts',
  'nodepreference',
]);

const form = /^esdb(\+discover)?:\/\/([^@/?]+:[^@/?]+@)?[\w.-]+(:\d+)?(,[\w.-]+(:\d+)?)*\/*(\?(?<options>.*))?$/;

/**
 * Looks a connection string over before the client does, which repeats it in its messages.
 * @throws EventLogError `log.connection-invalid`.
 */
export function checkConnectionString(connectionString: string): void {
  const match = form.exec(connectionString.trim());
  if (!match)
    throw invalid(
      'Write it as esdb://user:password@host:2113?tls=true, several hosts with commas, or esdb+discover:// with a name that stands for all nodes; special characters in user and password are percent-encoded',
    );
  for (const pair of (match.groups!.options ?? '').split('&').filter((one) => one !== '')) checkOption(pair);
}

function checkOption(pair: string): void {
  const [name = '', value = ''] = pair.split('=');
  const flat = name.toLowerCase().replace(/[_-]/g, '');
  if (!known.has(flat)) throw invalid('It has an option that is not known (or not allowed here); take it out');
  if (value === '') throw invalid('An option in it has no value');
  if (flat === 'nodepreference' && value.toLowerCase() !== 'leader')
    throw invalid('The log is read and written on the leader; take nodePreference out');
}

const invalid = (what: string): EventLogError =>
  new EventLogError('log.connection-invalid', `The connection string of the event store cannot be used. ${what}.`);
