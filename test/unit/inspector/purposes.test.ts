import { describe, expect, it, test } from 'vitest';
import { readToken } from '../../../shared/inspector/read-token.ts';
import { purposes } from '../../../shared/inspector/token-purpose.ts';
import { encode } from './make-token.ts';

const now = 1_795_359_731_000;
const seconds = now / 1_000;
const times = { iat: seconds, exp: seconds + 300 };
const read = (claims: object, header: object = {}) =>
  readToken(`${encode({ alg: 'ES256', kid: 'k', ...header })}.${encode(claims)}.${encode(new Uint8Array(64))}`, { now });
const idsOf = (claims: object, header?: object) => read(claims, header).findings.map(({ id }) => id);

const accessToken = { iss: 'https://as', sub: 'a', aud: 'https://api', client_id: 'web', jti: '1', ...times };
const idToken = { iss: 'https://as', sub: 'a', aud: 'web', nonce: 'n', ...times };
const logout = {
  iss: 'https://as',
  aud: 'web',
  jti: '1',
  sid: 's',
  events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
  ...times,
};

describe('what a token is for', () => {
  test.each<[string, string, object, object]>([
    ['its type', 'access_token', { typ: 'at+jwt' }, accessToken],
    ['its type, written out', 'access_token', { typ: 'application/AT+JWT' }, accessToken],
    ['its type', 'dpop_proof', { typ: 'dpop+jwt', jwk: {} }, { jti: '1', htm: 'GET', htu: 'https://api', iat: seconds }],
    ['its type', 'logout_token', { typ: 'logout+jwt' }, logout],
    ['its type', 'request_object', { typ: 'oauth-authz-req+jwt' }, { client_id: 'web', response_type: 'code', ...times }],
    ['its type', 'client_assertion', { typ: 'client-authentication+jwt' }, { iss: 'c', sub: 'c', aud: 'https://as', jti: '1', ...times }],
    [
      'its type',
      'introspection_response',
      { typ: 'token-introspection+jwt' },
      { iss: 'x', aud: 'y', iat: seconds, token_introspection: {} },
    ],
    ['its type', 'security_event', { typ: 'secevent+jwt' }, { iss: 'x', iat: seconds, jti: '1', events: {} }],
    ['its type', 'kb_jwt', { typ: 'kb+jwt' }, { iat: seconds, aud: 'v', nonce: 'n', sd_hash: 'h' }],
    ['its claims', 'id_token', {}, idToken],
    ['its claims', 'logout_token', {}, logout],
    ['its claims', 'client_assertion', {}, { iss: 'c', sub: 'c', aud: 'https://as', jti: '1', ...times }],
    ['its claims', 'jarm_response', {}, { iss: 'https://as', aud: 'web', code: 'x', state: 's', ...times }],
    ['its claims', 'request_object', { typ: 'JWT' }, { client_id: 'web', response_type: 'code', ...times }],
  ])('by %s: %s, and nothing is missing in it', (by, id, header, claims) => {
    const { purpose, findings } = read(claims, header);
    expect(purpose).toMatchObject({ id, by: by.startsWith('its type') ? 'typ' : 'claims' });
    expect(findings).toEqual([]);
  });

  // Shapes as these servers document them, with their own names of claims.
  test.each<[string, string, object]>([
    ['Keycloak', 'access_token', { azp: 'web', scope: 'openid', typ: 'Bearer', iss: 'i', sub: 's', aud: 'account', ...times }],
    ['Keycloak', 'id_token', { azp: 'web', typ: 'ID', at_hash: 'h', iss: 'i', sub: 's', aud: 'web', ...times }],
    ['Entra', 'access_token', { appid: 'a', scp: 'User.Read', iss: 'i', sub: 's', aud: 'api', ...times }],
    ['Entra, for an application', 'access_token', { appid: 'a', roles: ['r'], idtyp: 'app', iss: 'i', sub: 's', aud: 'api', ...times }],
    ['Okta', 'access_token', { cid: 'c', scp: ['openid'], iss: 'i', sub: 's', aud: 'api', ...times }],
    ['Cognito', 'access_token', { token_use: 'access', client_id: 'c', iss: 'i', sub: 's', ...times }],
    ['Cognito', 'id_token', { token_use: 'id', 'cognito:username': 'u', iss: 'i', sub: 's', aud: 'c', ...times }],
    ['Google', 'id_token', { azp: 'c', hd: 'example.com', email: 'a@example.com', iss: 'i', sub: 's', aud: 'c', ...times }],
  ])('of %s: %s', (_server, id, claims) => {
    expect(read(claims).purpose?.id).toBe(id);
  });

  it('is not guessed where nothing says it', () => {
    expect(read({ sub: 'a', exp: seconds + 60 }).purpose).toBeUndefined();
  });

  it('every type names one purpose', () => {
    const types = purposes.flatMap(({ types: all }) => all);
    expect(new Set(types).size).toBe(types.length);
  });
});

describe('what it lacks for that, or should not say', () => {
  test.each<[string, object, object, string[]]>([
    [
      'claims of an access token',
      { typ: 'at+jwt' },
      { sub: 'a', exp: seconds + 60 },
      ['iss_missing', 'aud_missing', 'client_id_missing', 'iat_missing', 'jti_missing'],
    ],
    ['exp, which is said once', { typ: 'at+jwt' }, { ...accessToken, exp: undefined }, ['exp_missing']],
    ['no exp in a proof is no fault', { typ: 'dpop+jwt' }, { jti: '1', htm: 'GET', htu: 'x', iat: seconds }, ['header_jwk_missing']],
    ['the type of a proof', { jwk: {} }, { jti: '1', htm: 'GET', htu: 'x', iat: seconds }, ['typ_missing']],
    ['a type that says nothing', { typ: 'JWT' }, { ...accessToken, scope: 'a' }, ['typ_general']],
    ['who is signed out', { typ: 'logout+jwt' }, { ...logout, sid: undefined }, ['sub_or_sid_missing']],
    ['a nonce in a logout token', { typ: 'logout+jwt' }, { ...logout, nonce: 'n' }, ['nonce_unexpected']],
    [
      'a request within a request',
      { typ: 'oauth-authz-req+jwt' },
      { client_id: 'a', response_type: 'code', request: 'x', ...times },
      ['request_unexpected'],
    ],
    ['the name of the key', { kid: undefined }, idToken, ['kid_missing']],
    ['no name of a shared secret', { alg: 'HS256', kid: undefined }, idToken, ['signature_length']],
    ['a life of a week', {}, { ...idToken, exp: seconds + 7 * 86_400 }, ['lifetime_long']],
    [
      'a client assertion for a day',
      {},
      { iss: 'c', sub: 'c', aud: 'x', jti: '1', iat: seconds, exp: seconds + 86_400 },
      ['lifetime_long'],
    ],
    ['personal data', { typ: 'at+jwt' }, { ...accessToken, email: 'a@example.com', name: 'A' }, ['personal_data']],
    ['personal data belong into an ID token', {}, { ...idToken, email: 'a@example.com' }, []],
    ['keys from elsewhere', { jku: 'https://evil.example/jwks' }, { ...idToken, iss: 'https://as.example' }, ['jku_elsewhere']],
    ['a certificate from elsewhere', { x5u: 'https://evil.example/x' }, { exp: seconds + 60 }, ['x5u_elsewhere']],
    ['keys from the issuer itself', { jku: 'https://as.example/jwks' }, { ...idToken, iss: 'https://as.example/t' }, []],
    ['an address that is none', { jku: 'jwks' }, { ...idToken, iss: 'https://as.example' }, ['jku_elsewhere']],
  ])('%s', (_what, header, claims, expected) => {
    expect(idsOf(claims, header)).toEqual(expected);
  });

  it('what only looks like an access token lacks nothing for sure but issuer and audience', () => {
    const said = read({ scope: 'a', exp: seconds + 60 }).findings.map(({ id, severity }) => `${id} ${severity}`);
    expect(said).toEqual([
      'typ_missing warning',
      'iss_missing warning',
      'aud_missing warning',
      'sub_missing info',
      'client_id_missing info',
      'iat_missing info',
      'jti_missing info',
    ]);
  });

  it('speaks correct English', () => {
    expect(read({}, { typ: 'at+jwt' }).findings.map(({ message }) => message)).toContain(
      'aud is missing, which an access token must have.',
    );
    expect(read({}, { typ: 'dpop+jwt' }).findings.map(({ message }) => message)).toContain('htm is missing, which a DPoP proof must have.');
  });
});
