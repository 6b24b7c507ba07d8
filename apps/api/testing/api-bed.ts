import { Writable } from 'node:stream';
import { pino } from 'pino';
import type { House } from '#apps/house';
import type { CredentialTerms, Role } from '#libs/intake';
import { makePlace, openDemo, type Place } from '../../house/testing/demo-house.js';
import { startApi, type Api, type ApiOptions } from '../index.js';
import { readContract, type Contract, type Told } from './contract.js';

export interface Bed {
  readonly house: House;
  readonly api: Api;
  readonly place: Place;
  /** Every log line so far, as one text. */
  log(): string;
  /** A token for a credential of the roles, of municipality 615 and `test-system` unless said otherwise. */
  token(roles: readonly Role[], terms?: Partial<CredentialTerms>): Promise<string>;
  /** Sends a request and holds the answer against the OpenAPI document. */
  call(path: string, asked?: Asked): Promise<Told>;
  close(): Promise<void>;
}

export interface Asked {
  readonly method?: string;
  readonly token?: string | Promise<string>;
  readonly type?: string;
  readonly body?: string | Uint8Array | ReadableStream;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const operatorToken = 'operator-token-of-the-tests';

/** A real house in a directory of its own behind a real server on a free port. */
export async function openBed(options: Partial<ApiOptions> = {}, bodyLimit?: number): Promise<Bed> {
  const made = makePlace();
  const place = bodyLimit === undefined ? made : { ...made, config: { ...made.config, bodyLimit } };
  const house = await openDemo(place, { work: 'all' });
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const api = await startApi(house, { port: 0, logger: pino({}, sink), operatorToken, ...options });
  const contract = await readContract(api.url);
  return {
    house,
    api,
    place,
    log: () => lines.join(''),
    async token(roles, terms = {}) {
      const all = { system: 'test-system', reporters: ['615'], roles, synthetic: true, ...terms };
      return (await house.credentials.create(all)).token;
    },
    call: (path, asked = {}) => call(api.url, contract, path, asked),
    async close() {
      await api.close();
      await house.close();
      place.remove();
    },
  };
}

async function call(url: string, contract: Contract, path: string, asked: Asked): Promise<Told> {
  const { method = 'GET', token, type = asked.json === undefined ? undefined : 'application/json' } = asked;
  const body = asked.json === undefined ? asked.body : JSON.stringify(asked.json);
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${await token}` }),
      ...(type !== undefined && { 'content-type': type }),
      ...asked.headers,
    },
    ...(body !== undefined && { body: body as NonNullable<RequestInit['body']>, duplex: 'half' }),
  });
  const text = await response.text();
  const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '');
  const told = {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson && text ? (JSON.parse(text) as unknown) : undefined,
  };
  contract.check(method, path, told);
  return told;
}
