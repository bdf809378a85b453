import { describe, expect, it } from 'vitest';
import { standardDialect } from '../../../shared/model/dialect.ts';
import { proxySettings, tlsSettings } from '../../../shared/model/profile.ts';
import type { ResolvedProfile } from '../../../shared/model/resolved-profile.ts';
import { httpOptions } from '../../../shared/protocol/http-limits.ts';
import { findEndpoint } from '../../../shared/protocol/server-facts.ts';

type Tls = ResolvedProfile['tls'];
const tls = (change: Partial<Tls> = {}) => ({ ...(tlsSettings.parse({}) as Tls), ...change });
const options = (change: { tls?: Partial<Tls>; proxy?: Partial<ResolvedProfile['proxy']> }) =>
  httpOptions(
    {
      limits: { requestSeconds: 3, browserSeconds: 3 },
      tls: tls(change.tls),
      proxy: { ...(proxySettings.parse({}) as ResolvedProfile['proxy']), ...change.proxy },
    },
    new AbortController().signal,
  );

describe('how requests of a profile are sent', () => {
  it.each([
    ['http://proxy:1', 'ann', 'p@ss:/ w', 'http://ann:p%40ss%3A%2F%20w@proxy:1'],
    ['proxy:1', 'ann', null, 'http://ann:@proxy:1'],
    ['socks5h://old:x@proxy:1', 'ann', 'new', 'socks5h://ann:new@proxy:1'],
    ['http://proxy:1', '', null, 'http://proxy:1'],
    ['http://proxy:1', '', '$&$1', 'http://:%24%26%241@proxy:1'],
  ])('the proxy %s of “%s” with password %j', (url, username, password, whole) => {
    expect(options({ proxy: { kind: 'url', url, username, password } }).proxy).toEqual({ kind: 'url', url: whole });
  });

  it('the proxy of the environment where nothing is said', () => {
    expect(options({}).proxy).toEqual({ kind: 'environment' });
  });

  it('PKCS#12 wins over PEM, and its passphrase goes with whichever is used', () => {
    const both = { certificate: 'CERT', certificateKey: 'KEY', pfxPassphrase: 'pass' };
    expect(options({ tls: both }).tls.certificate).toEqual({ kind: 'pem', cert: 'CERT', key: 'KEY', passphrase: 'pass' });
    expect(options({ tls: { ...both, pfx: 'AQID\nBA==' } }).tls.certificate).toEqual({
      kind: 'pfx',
      pfx: Uint8Array.of(1, 2, 3, 4),
      passphrase: 'pass',
    });
    expect(options({}).tls.certificate).toBeUndefined();
  });
});

describe('endpoints for clients with a certificate (RFC 8705 §5)', () => {
  const metadata = {
    token_endpoint: 'https://idp.test/token',
    authorization_endpoint: 'https://idp.test/authorize',
    jwks_uri: 'https://idp.test/jwks',
    mtls_endpoint_aliases: { token_endpoint: 'https://mtls.idp.test/token', authorization_endpoint: 'https://mtls.idp.test/authorize' },
  };
  const find = (name: 'token_endpoint' | 'authorization_endpoint' | 'jwks_uri', change: Partial<Tls>, entered = '') =>
    findEndpoint(
      { server: { issuer: '', endpoints: { tokenEndpoint: entered }, dialect: standardDialect, tokenKey: null }, tls: tls(change) },
      metadata,
      name,
    )?.href;

  it('are used with a certificate, never in the browser, and yield to what the user entered', () => {
    const certificate = { certificate: 'CERT' };
    expect(find('token_endpoint', {})).toBe(metadata.token_endpoint);
    expect(find('token_endpoint', certificate)).toBe(metadata.mtls_endpoint_aliases.token_endpoint);
    expect(find('authorization_endpoint', certificate)).toBe(metadata.authorization_endpoint);
    expect(find('jwks_uri', certificate)).toBe(metadata.jwks_uri);
    expect(find('token_endpoint', certificate, 'https://mine.test/token')).toBe('https://mine.test/token');
  });
});
