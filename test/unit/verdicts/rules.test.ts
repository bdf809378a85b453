import { describe, expect, it } from 'vitest';
import { readToken } from '../../../shared/inspector/read-token.ts';
import { verdict } from '../../../shared/model/verdict.ts';
import type { TokenAnswer } from '../../../shared/protocol/token-answer.ts';
import { cacheControl } from '../../../shared/verdicts/cache-control.ts';
import { expiresIn } from '../../../shared/verdicts/expires-in.ts';
import type { CodeFacts, IdTokenFacts, TokenAnswerFacts } from '../../../shared/verdicts/facts.ts';
import { idTokenAud } from '../../../shared/verdicts/id-token-aud.ts';
import { idTokenAzp } from '../../../shared/verdicts/id-token-azp.ts';
import { idTokenExp } from '../../../shared/verdicts/id-token-exp.ts';
import { idTokenIat } from '../../../shared/verdicts/id-token-iat.ts';
import { idTokenPresent } from '../../../shared/verdicts/id-token-present.ts';
import { metadataEndpoints } from '../../../shared/verdicts/metadata-endpoints.ts';
import { nonceReturned } from '../../../shared/verdicts/nonce.ts';
import { pkceUsed } from '../../../shared/verdicts/pkce.ts';
import { redirectUri } from '../../../shared/verdicts/redirect-uri.ts';
import { refreshRotation } from '../../../shared/verdicts/refresh-rotation.ts';
import { judge, shown } from '../../../shared/verdicts/rule.ts';
import { rules } from '../../../shared/verdicts/rules.ts';
import { scopeGranted } from '../../../shared/verdicts/scope.ts';
import { tlsUsed } from '../../../shared/verdicts/tls.ts';
import { idTokenSignature } from '../../../shared/verdicts/token-signature.ts';

const answerFacts = (tokens: TokenAnswer['tokens'], change: Partial<TokenAnswerFacts> = {}): TokenAnswerFacts => ({
  grant: 'authorization_code',
  answer: { status: 200, mediaType: 'application/json', form: 'json', members: { ...tokens }, tokens, error: null, problem: null },
  cacheControl: [],
  truncated: false,
  requestedScope: '',
  strictRefusal: null,
  dpopKeyThumbprint: null,
  accessTokenClaims: null,
  requestedDetails: '',
  ...change,
});

const segment = (value: unknown) => btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
const idFacts = (claims: Record<string, unknown>, change: Partial<IdTokenFacts> = {}): IdTokenFacts => ({
  reading: readToken(`${segment({ alg: 'RS256' })}.${segment(claims)}.AAAA`),
  grant: 'authorization_code',
  clientId: 'client',
  issuer: 'https://as.example',
  sentNonces: ['n'],
  fromRedirect: false,
  accessTokenHash: null,
  codeHash: null,
  stateHash: null,
  requestedMaxAge: null,
  requestedAcrValues: null,
  now: 1_000,
  clockSkewSeconds: 30,
  ...change,
});

describe('the table of rules', () => {
  // A rule may be judged over more than one kind of answer.
  const all = [...new Set(Object.values(rules).flat())];

  it('has stable ids of their own, short headings and a section for each', () => {
    const ids = all.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, title, spec } of all) {
      expect(id).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect(title.split(' ').length).toBeLessThanOrEqual(3);
      expect(spec.section).not.toBe('');
      expect(URL.canParse(spec.url)).toBe(true);
    }
  });

  it('keeps the ids that scripts match on', () => {
    expect(all.map(({ id }) => id).toSorted()).toEqual([
      'access_token',
      'access_token_signature',
      'authorization_details',
      'authorization_headers',
      'backchannel_authentication',
      'body_whole',
      'cache_control',
      'certificate_binding',
      'ciba_ping',
      'client_secret_expires_at',
      'device_authorization',
      'dpop_binding',
      'expires_in',
      'id_token',
      'id_token_acr',
      'id_token_at_hash',
      'id_token_aud',
      'id_token_auth_time',
      'id_token_azp',
      'id_token_c_hash',
      'id_token_decryption',
      'id_token_exp',
      'id_token_format',
      'id_token_iat',
      'id_token_iss',
      'id_token_nbf',
      'id_token_s_hash',
      'id_token_signature',
      'id_token_sub',
      'id_tokens_agree',
      'introspection_active',
      'introspection_aud_agrees',
      'introspection_client_id_agrees',
      'introspection_discretion',
      'introspection_exp',
      'introspection_exp_agrees',
      'introspection_iss_agrees',
      'introspection_jwt_aud',
      'introspection_jwt_content',
      'introspection_jwt_form',
      'introspection_jwt_iss',
      'introspection_jwt_signature',
      'introspection_jwt_typ',
      'introspection_scope_agrees',
      'introspection_status',
      'introspection_sub_agrees',
      'issuer_response',
      'jarm_aud',
      'jarm_exp',
      'jarm_iss',
      'jarm_signature',
      'jwt_assertion',
      'logout_id_token_hint',
      'logout_state',
      'metadata_endpoints',
      'metadata_format',
      'metadata_issuer',
      'nonce',
      'opening_expires_in',
      'opening_status',
      'pkce',
      'pushed_authorization_request',
      'redirect_scheme',
      'redirect_uri',
      'redirect_uri_fragment',
      'refresh_rotation',
      'refresh_token',
      'registration_cache',
      'registration_client_id',
      'registration_granted',
      'registration_management',
      'registration_status',
      'resource_cache_control',
      'resource_challenge',
      'resource_challenge_status',
      'resource_indicator',
      'resource_metadata_format',
      'resource_metadata_resource',
      'resource_metadata_servers',
      'response_mode',
      'revocation_status',
      'saml_assertion',
      'scope',
      'security_parameters',
      'state',
      'strict_reading',
      'tls',
      'token_binding_enforced',
      'token_content_type',
      'token_expiry_enforced',
      'token_place',
      'token_scheme',
      'token_status',
      'token_type',
      'userinfo_aud',
      'userinfo_content_type',
      'userinfo_iss',
      'userinfo_signature',
      'userinfo_status',
      'userinfo_sub',
      'userinfo_sub_agrees',
    ]);
  });

  it('makes verdicts of the form the contract has, long values cut', () => {
    expect(verdict.parse(judge(scopeGranted, answerFacts({ scope: 'a', extra: {} }, { requestedScope: 'a b' })))).toMatchObject({
      id: 'scope',
      status: 'warning',
    });
    expect(shown('x'.repeat(500))).toHaveLength(200);
    expect([shown(undefined), shown(null), shown(7), shown(['a'])]).toEqual(['nothing', 'null', '7', '["a"]']);
  });
});

describe('scope', () => {
  it.each<[unknown, string, string, string | undefined]>([
    [undefined, '', 'not_applicable', undefined],
    [undefined, 'a', 'pass', undefined],
    ['a b', 'b a', 'pass', undefined],
    ['a', 'a b', 'warning', 'scope reduced'],
    ['', 'a', 'warning', 'scope reduced'],
    ['a b', 'a', 'warning', 'scope widened'],
    ['A', 'a', 'warning', 'scope reduced'],
    [['a'], 'a', 'warning', undefined],
    ['a', '', 'pass', undefined],
  ])('%j granted for “%s” is %s', (scope, requestedScope, status, title) => {
    const found = scopeGranted.judge(answerFacts({ ...(scope !== undefined && { scope }), extra: {} }, { requestedScope }));
    expect([found.status, found.title]).toEqual([status, title]);
  });
});

it.each<[unknown, string]>([
  [0, 'pass'],
  [3600, 'pass'],
  [-1, 'fail'],
  ['60', 'warning'],
  ['1e3', 'fail'],
  ['', 'fail'],
  [true, 'fail'],
  [null, 'warning'],
])('expires_in %j is %s', (expires_in, status) => {
  expect(expiresIn.judge(answerFacts({ expires_in, extra: {} })).status).toBe(status);
});

it.each([
  [['no-store'], 'pass'],
  [['private, NO-STORE'], 'pass'],
  [['private', 'no-store'], 'pass'],
  [['no-cache'], 'warning'],
  [['x-no-store'], 'warning'],
  [[], 'warning'],
])('Cache-Control %j is %s', (values, status) => {
  expect(cacheControl.judge(answerFacts(null, { cacheControl: values })).status).toBe(status);
});

describe('an ID token', () => {
  it.each<[unknown, string]>([
    ['client', 'pass'],
    [['other', 'client'], 'pass'],
    ['Client', 'fail'],
    [['other'], 'fail'],
    [[], 'fail'],
    [undefined, 'fail'],
    [{ client: true }, 'fail'],
  ])('for the audience %j is %s', (aud, status) => {
    expect(idTokenAud.judge(idFacts({ aud })).status).toBe(status);
  });

  it.each<[unknown, unknown, string]>([
    ['client', undefined, 'not_applicable'],
    [['client'], undefined, 'not_applicable'],
    [['client', 'b'], undefined, 'fail'],
    [['client', 'b'], 'client', 'pass'],
    [['client', 'b'], 'b', 'fail'],
    ['client', 'b', 'fail'],
  ])('for %j issued to %j is %s', (aud, azp, status) => {
    expect(idTokenAzp.judge(idFacts({ aud, azp })).status).toBe(status);
  });

  it.each<[unknown, string]>([
    [1_001, 'pass'],
    [1_000, 'warning'],
    [971, 'warning'],
    [970, 'fail'],
    ['1001', 'fail'],
    [undefined, 'fail'],
  ])('that expires at %j is %s at 1000', (exp, status) => {
    expect(idTokenExp.judge(idFacts({ exp })).status).toBe(status);
  });

  it.each<[unknown, string]>([
    [999, 'pass'],
    [1_030, 'pass'],
    [1_031, 'fail'],
    [undefined, 'fail'],
  ])('made at %j is %s at 1000', (iat, status) => {
    expect(idTokenIat.judge(idFacts({ iat })).status).toBe(status);
  });

  it.each<[unknown, readonly string[], string]>([
    ['n', ['n'], 'pass'],
    ['N', ['n'], 'fail'],
    ['', ['n'], 'fail'],
    [undefined, ['n'], 'fail'],
    [['n'], ['n'], 'fail'],
    [undefined, [], 'warning'],
    ['n', [], 'warning'],
    ['n', ['n', 'm'], 'warning'],
  ])('with nonce %j for %j is %s', (nonce, sentNonces, status) => {
    expect(nonceReturned.judge(idFacts({ nonce }, { sentNonces })).status).toBe(status);
  });

  it('of another grant has no nonce to compare', () => {
    expect(nonceReturned.judge(idFacts({}, { grant: 'refresh_token' })).status).toBe('not_applicable');
  });

  it.each<[string, 'authorization_code' | 'password', string]>([
    ['openid', 'authorization_code', 'warning'],
    ['openid', 'password', 'not_applicable'],
    ['myopenid', 'authorization_code', 'not_applicable'],
  ])('missing where “%s” was asked for with %s is %s', (requestedScope, grant, status) => {
    expect(idTokenPresent.judge(answerFacts({ access_token: 'a', extra: {} }, { requestedScope, grant })).status).toBe(status);
  });

  it('whose signature was not checked is never called good', () => {
    const reading = idFacts({}).reading;
    const judged = (expected: boolean) => idTokenSignature.judge({ reading, signature: null, reason: 'No keys.', expected });
    expect([judged(true).status, judged(false).status]).toEqual(['warning', 'not_applicable']);
    const unusable = { status: 'not_checked', reason: 'x' } as const;
    expect(idTokenSignature.judge({ reading, signature: unusable, reason: '', expected: true }).status).toBe('warning');
  });
});

describe('PKCE', () => {
  const facts: CodeFacts = {
    pkce: 'S256',
    challenge: 'c',
    challengeMethod: 'S256',
    verifier: 'v',
    computedChallenge: 'c',
    authorizationRedirectUri: 'http://127.0.0.1:1/cb',
    tokenRedirectUri: 'http://127.0.0.1:1/cb',
    tokensArrived: true,
  };

  it.each<[Partial<CodeFacts>, string]>([
    [{}, 'pass'],
    [{ tokensArrived: false }, 'not_applicable'],
    [{ challengeMethod: 'plain' }, 'warning'],
    [{ challengeMethod: null }, 'warning'],
    [{ computedChallenge: 'x' }, 'fail'],
    [{ computedChallenge: 'x', tokensArrived: false }, 'warning'],
    [{ verifier: null, computedChallenge: null }, 'fail'],
    [{ challenge: null, verifier: null }, 'warning'],
    [{ challenge: null }, 'fail'],
  ])('%j is %s', (change, status) => {
    expect(pkceUsed.judge({ ...facts, ...change }).status).toBe(status);
  });

  it.each<[Partial<CodeFacts>, string]>([
    [{}, 'pass'],
    [{ tokenRedirectUri: null }, 'fail'],
    [{ tokenRedirectUri: 'http://127.0.0.1:2/cb' }, 'fail'],
    [{ tokenRedirectUri: 'http://127.0.0.1:2/cb', tokensArrived: false }, 'warning'],
    [{ authorizationRedirectUri: null }, 'warning'],
    [{ authorizationRedirectUri: 'http://localhost:1/', tokenRedirectUri: 'http://localhost:1/' }, 'warning'],
  ])('redirect URIs %j are %s', (change, status) => {
    expect(redirectUri.judge({ ...facts, ...change }).status).toBe(status);
  });
});

it.each([
  ['b', false, 'pass'],
  ['a', false, 'pass'],
  [null, false, 'pass'],
  ['a', true, 'warning'],
  [null, true, 'warning'],
])('a refresh of a that brings %j to a client (public: %s) is %s', (received, publicClient, status) => {
  expect(refreshRotation.judge({ refreshed: true, sent: 'a', received, publicClient, tokensArrived: true }).status).toBe(status);
});

it.each([
  [{ url: 'https://a', recorded: true }, 'pass'],
  [{ url: 'https://a', recorded: false }, 'not_applicable'],
  [{ url: 'https://a', recorded: true, certificateProblem: 'CERT_HAS_EXPIRED' }, 'warning'],
  [{ url: 'http://127.0.0.1', loopback: true }, 'not_applicable'],
  [{ url: 'http://a' }, 'warning'],
])('a connection %j is %s', (facts, status) => {
  expect(tlsUsed.judge({ protocol: 'TLSv1.3', certificateProblem: null, recorded: false, loopback: false, ...facts }).status).toBe(status);
});

it.each([
  [{ token_endpoint: 'https://a/t', jwks_uri: 'https://a/j' }, 'pass'],
  [{ token_endpoint: 'https://a/t', jwks_uri: '/j' }, 'warning'],
  [{ token_endpoint: 7 }, 'warning'],
  [{ token_endpoint: 'http://a/t' }, 'warning'],
  [{}, 'warning'],
])('metadata %j is %s', (metadata, status) => {
  expect(metadataEndpoints.judge({ issuer: 'https://a', metadata, mediaType: '', allowInsecureHttp: false }).status).toBe(status);
});
