import { expect, it } from 'vitest';
import { readToken } from '../../../shared/inspector/read-token.ts';
import type { IdTokenFacts } from '../../../shared/verdicts/facts.ts';
import { judgeAll } from '../../../shared/verdicts/rule.ts';
import { rules } from '../../../shared/verdicts/rules.ts';
import { encode } from '../inspector/make-token.ts';

const statusOf = (id: string, claims: Record<string, unknown>, change: Partial<IdTokenFacts> = {}): string | undefined =>
  judgeAll(rules.idToken, {
    reading: readToken(`${encode({ alg: 'RS256' })}.${encode(claims)}.AAAA`),
    grant: 'hybrid',
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
  }).find((verdict) => verdict.id === id)?.status;

it.each([
  ['id_token_c_hash', { c_hash: 'a' }, { codeHash: 'a' }, 'pass'],
  ['id_token_c_hash', { c_hash: 'b' }, { codeHash: 'a' }, 'fail'],
  ['id_token_c_hash', {}, { codeHash: 'a' }, 'fail'],
  ['id_token_c_hash', { c_hash: 'a' }, {}, 'not_applicable'],
  ['id_token_s_hash', { s_hash: 'a' }, { stateHash: 'a' }, 'pass'],
  ['id_token_s_hash', { s_hash: 'b' }, { stateHash: 'a' }, 'fail'],
  ['id_token_s_hash', {}, { stateHash: 'a' }, 'not_applicable'],
  ['id_token_at_hash', {}, { accessTokenHash: 'a', fromRedirect: true }, 'fail'],
  ['id_token_at_hash', {}, { accessTokenHash: 'a' }, 'not_applicable'],
  ['id_token_at_hash', {}, { fromRedirect: true }, 'not_applicable'],
  ['id_token_nbf', { nbf: 1_000 }, {}, 'pass'],
  ['id_token_nbf', { nbf: 1_030 }, {}, 'warning'],
  ['id_token_nbf', { nbf: 1_031 }, {}, 'fail'],
  ['id_token_nbf', { nbf: 'soon' }, {}, 'fail'],
  ['id_token_nbf', {}, {}, 'not_applicable'],
  ['id_token_auth_time', { auth_time: 900 }, { requestedMaxAge: '100' }, 'pass'],
  ['id_token_auth_time', { auth_time: 869 }, { requestedMaxAge: '100' }, 'fail'],
  ['id_token_auth_time', { auth_time: 1_000 }, { requestedMaxAge: '0' }, 'pass'],
  ['id_token_auth_time', {}, { requestedMaxAge: '100' }, 'fail'],
  ['id_token_auth_time', { auth_time: 1 }, {}, 'not_applicable'],
  ['id_token_acr', { acr: 'gold' }, { requestedAcrValues: 'gold silver' }, 'pass'],
  ['id_token_acr', { acr: 'tin' }, { requestedAcrValues: 'gold silver' }, 'warning'],
  ['id_token_acr', {}, { requestedAcrValues: 'gold' }, 'warning'],
  ['id_token_acr', { acr: 'tin' }, {}, 'not_applicable'],
] as const)('%s: %j with %j is %s', (id, claims, change, status) => {
  expect(statusOf(id, claims, change)).toBe(status);
});

const alice = { iss: 'https://as.example', sub: 'alice', auth_time: 1 };
it.each([
  [alice, { ...alice, nonce: 'other' }, 'pass'],
  [alice, { ...alice, sub: 'mallory' }, 'fail'],
  [alice, { ...alice, iss: 'https://elsewhere.example' }, 'fail'],
  [alice, { ...alice, auth_time: 2 }, 'warning'],
  [alice, { iss: alice.iss, sub: alice.sub }, 'warning'],
  [alice, null, 'not_applicable'],
] as const)('two ID tokens of one sign-in: %j and %j is %s', (front, back, status) => {
  expect(judgeAll(rules.twoIdTokens, { front, back })[0]?.status).toBe(status);
});

it.each([
  ['fragment', 'fragment', ['id_token'], 'pass'],
  ['fragment', 'query', ['id_token'], 'fail'],
  ['fragment', 'query', ['error'], 'warning'],
  ['form_post', 'query', ['code'], 'warning'],
  ['query', 'paste', ['code'], 'not_applicable'],
] as const)('a response asked for in %s that came in %s with %j is %s', (asked, via, names, status) => {
  expect(judgeAll(rules.responseMode, { asked, via, names })[0]?.status).toBe(status);
});
