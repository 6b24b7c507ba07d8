import { checkConnectionString } from './connection-string.js';

describe('a connection string', () => {
  it.each([
    'esdb://127.0.0.1:2113?tls=false',
    'esdb://db.example:2113',
    'esdb://user:p%40ss@a.example:2113,b.example:2113,c.example:2113?tls=true&tlsCAFile=/etc/ca.pem',
    'esdb+discover://user:secret@cluster.example:2113?tls=true&nodePreference=leader&gossipTimeout=5',
  ])('is taken: %s', (one) => expect(() => checkConnectionString(one)).not.toThrow());

  it.each([
    '',
    'http://a.example:2113',
    'esdb://',
    'esdb://user@a.example',
    'esdb://user:secret@a.example:2113?unheard=of',
    'esdb://user:secret@a.example:2113?tlsVerifyCert=false',
    'esdb://user:secret@a.example:2113?tls=',
    'esdb://user:secret@a.example:2113?nodePreference=follower',
    'esdb://user:secret@a.example:2113?throwOnAppendFailure=false',
    'esdb://user:sec/ret@a.example:2113',
  ])('is refused, and not repeated: %s', (one) => {
    expect(() => checkConnectionString(one)).toThrow(
      expect.objectContaining({
        code: 'log.connection-invalid',
        message: expect.not.stringMatching(/secret|sec\/ret|unheard/),
      }),
    );
  });
});
