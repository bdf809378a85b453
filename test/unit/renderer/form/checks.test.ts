import { describe, expect, it } from 'vitest';
import {
  checkCertificates,
  checkIssuer,
  checkRedirectUri,
  checkScope,
  checkUrl,
  fillKnown,
  isLoopbackUrl,
  redirectUriNote,
} from '../../../../renderer/features/form/checks.ts';
import type { Environment } from '../../../../shared/model/workspace.ts';

const staging: Environment = {
  id: '5f0c7f2e-2f0f-4a57-9d1c-8a4f5c8f4b11',
  name: 'staging',
  variables: [
    { name: 'host', value: 'login.example.com' },
    { name: ' spaced ', value: 'a b' },
    { name: 'key', value: { secret: 'variable.1' } },
  ],
};
const strict = { environment: null, allowInsecureHttp: false };

describe('a URL, as it is typed', () => {
  it.each([
    ['login.example.com', /https:\/\/ in front/],
    ['login.example.com:8443/realms', /https:\/\/ in front/],
    ['not a url', /not a URL/],
    ['ftp://example.com', /Only https/],
    ['javascript:alert(1)', /Only https/],
    ['https://user:pass@example.com', /no user name or password/],
    ['https://example.com/#there', /no fragment/],
    ['http://example.com', /readable over the network/],
    ['http://127.0.0.1.example.com', /readable over the network/],
    ['http://localhost.example.com', /readable over the network/],
  ])('finds fault with %s', (text, words) => {
    expect(checkUrl(text, strict)).toMatch(words);
  });

  it.each(['', '  ', 'https://example.com', 'http://127.0.0.1:41733', 'http://127.9.9.9', 'http://localhost/x', 'http://[::1]:8080'])(
    'lets %j be',
    (text) => {
      expect(checkUrl(text, strict)).toBeNull();
    },
  );

  it('lets plain http be where the user allowed it', () => {
    expect(checkUrl('http://example.com', { environment: null, allowInsecureHttp: true })).toBeNull();
  });

  it('knows that an issuer is no metadata document and has no query', () => {
    expect(checkIssuer('https://example.com/.well-known/openid-configuration', strict)).toMatch(/metadata document/);
    expect(checkIssuer('https://example.com/?a=b', strict)).toMatch(/no query/);
    expect(checkIssuer('https://example.com/realms/one', strict)).toBeNull();
  });
});

describe('variables', () => {
  it('are filled in, whatever the spaces', () => {
    expect(fillKnown('https://{{ host }}/{{spaced}}', staging)).toEqual({
      text: 'https://login.example.com/a b',
      error: null,
      hidden: false,
    });
  });

  it('that are unknown are named, with where they are missed', () => {
    expect(fillKnown('{{hots}}', staging).error).toBe('“staging” has no variable {{hots}}.');
    expect(fillKnown('{{host}}', null).error).toMatch(/needs an environment/);
  });

  it('that are secret keep a URL from being judged', () => {
    expect(checkUrl('{{key}}', { environment: staging, allowInsecureHttp: false })).toBeNull();
    expect(fillKnown('{{key}}', staging).hidden).toBe(true);
  });

  it('are judged by what they hold', () => {
    expect(checkUrl('ftp://{{host}}', { environment: staging, allowInsecureHttp: false })).toMatch(/Only https/);
  });
});

it.each([
  ['http://127.9.9.9:8080/realms/one', true],
  ['http://localhost', true],
  ['https://[::1]/', true],
  ['http://idp.localhost:8080', true],
  ['https://127.example.com', false],
  ['https://127.0.0.1.example.com', false],
  ['localhost', false],
])('whether %s is of this machine: %s', (text, local) => {
  expect(isLoopbackUrl(text)).toBe(local);
});

describe('a redirect URI', () => {
  it.each([
    ['', /a place to send/],
    ['callback', /not a URL/],
    ['http://127.0.0.1:0/callback#x', /no fragment/],
    ['http://127.0.0.1:0/callback#', /no fragment/],
    ['https://app.example.com:0/', /loopback/],
  ])('%j is at fault', (text, words) => {
    expect(checkRedirectUri(text, null)).toMatch(words);
  });

  it.each([
    ['http://127.0.0.1:0/callback', 'free port chosen at run'],
    ['http://localhost:8080/', 'listens on port 8080'],
    ['http://localhost/', 'listens on port 80'],
    ['https://app.example.com/cb', 'pasted by hand'],
    ['com.example.app:/cb', 'pasted by hand'],
    ['https://localhost:8443/cb', 'listens on port 8443, HTTPS'],
    ['https://127.0.0.1:0/cb', 'free port chosen at run, HTTPS'],
    ['https://[::1]/cb', 'listens on port 443, HTTPS'],
    ['grantbench://callback', 'pasted by hand'],
    ['nonsense', ''],
  ])('%s: %s', (text, note) => {
    expect(redirectUriNote(text, null)).toBe(note);
  });
});

describe('a scope', () => {
  it.each([
    ['openid "x"', /“"”/],
    ['a\\b', /“\\”/],
    ['a\tb', /a tab/],
    ['größe', /“ö”/],
    ['openid,email', /spaces, not commas/],
  ])('%j is at fault', (text, words) => {
    expect(checkScope(text, null)).toMatch(words);
  });

  it.each(['', 'openid', 'openid profile api:read', 'https://example.com/.default', 'a,b c'])('%j is fine', (text) => {
    expect(checkScope(text, null)).toBeNull();
  });
});

describe('trusted certificates', () => {
  const certificate = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
  it('are PEM, whole, and no private keys', () => {
    expect(checkCertificates(certificate)).toBeNull();
    expect(checkCertificates(`${certificate}\n${certificate}`)).toBeNull();
    expect(checkCertificates('MIIB')).toMatch(/begins with/);
    expect(checkCertificates(certificate.slice(0, -20))).toMatch(/begins with/);
    expect(checkCertificates('-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----')).toMatch(/private key/);
  });
});
