import { randomBytes } from 'node:crypto';
import { Peer } from './peer/peer.js';

/** Names a connection string of a real server to test on. */
export const serverVariable = 'SAGSSPOR_TEST_EVENTSTOREDB';

export interface StoreUnderTest {
  readonly name: string;
  readonly connectionString: string;
}

/** A real server when a connection string is given, else the scripted peer, for the tests of one file. */
export function storeUnderTest(): StoreUnderTest {
  const connectionString = process.env[serverVariable];
  if (connectionString) return { name: 'a real EventStoreDB', connectionString };
  const peer = new Peer();
  beforeAll(() => peer.start());
  afterAll(() => peer.stop());
  return {
    name: 'the scripted peer',
    get connectionString() {
      return peer.connectionString;
    },
  };
}

/** A log of its own for each test. */
export const newLogName = (): string => `t${randomBytes(8).toString('hex')}`;
