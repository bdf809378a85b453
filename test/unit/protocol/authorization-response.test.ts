import { describe, expect, it } from 'vitest';
import { judgeRedirect } from '../../../shared/protocol/authorization-response.ts';

const known = { issuer: 'https://as.example', metadata: { authorization_response_iss_parameter_supported: true } };
const unknown = { issuer: null, metadata: null };
const good = [
  ['code', 'c'],
  ['state', 's'],
  ['iss', 'https://as.example'],
] as const;
const without = (name: string) => good.filter(([other]) => other !== name);

describe('a redirect', () => {
  it('with the right state and issuer gives its code', () => {
    const response = judgeRedirect(good, { sentStates: ['s'], responseType: 'code' }, known);
    expect(response.brought?.code).toBe('c');
    expect(response.verdicts.map(({ id, status }) => `${id}: ${status}`)).toEqual(['state: pass', 'issuer_response: pass']);
  });

  it.each([
    ['no state', without('state'), 'OAUTH_STATE_MISMATCH'],
    ['an empty state', [...without('state'), ['state', ''] as const], 'OAUTH_STATE_MISMATCH'],
    ['another state', [...without('state'), ['state', 'S'] as const], 'OAUTH_STATE_MISMATCH'],
    ['the right state and another', [...good, ['state', 'x'] as const], 'OAUTH_STATE_MISMATCH'],
    ['the right state twice', [...good, ['state', 's'] as const], 'OAUTH_STATE_MISMATCH'],
    ['no issuer', without('iss'), 'OAUTH_ISSUER_MISMATCH'],
    ['another issuer', [...without('iss'), ['iss', 'https://as.example/'] as const], 'OAUTH_ISSUER_MISMATCH'],
    ['the right issuer twice', [...good, ['iss', 'https://as.example'] as const], 'OAUTH_ISSUER_MISMATCH'],
    ['no code', without('code'), 'OAUTH_INVALID_RESPONSE'],
    ['an empty code', [...without('code'), ['code', ''] as const], 'OAUTH_INVALID_RESPONSE'],
    ['two codes', [...good, ['code', 'd'] as const], 'OAUTH_INVALID_RESPONSE'],
    ['an error', [...without('code'), ['error', 'access_denied'] as const], 'OAUTH_RESPONSE'],
    ['an error beside a code', [...good, ['error', 'access_denied'] as const], 'OAUTH_RESPONSE'],
    [
      'an error with a wrong issuer',
      [...without('iss'), ['iss', 'x'] as const, ['error', 'access_denied'] as const],
      'OAUTH_ISSUER_MISMATCH',
    ],
  ])('with %s gives none', (_what, parameters, code) => {
    const response = judgeRedirect(parameters, { sentStates: ['s'], responseType: 'code' }, known);
    expect(response.brought).toBeNull();
    expect(response.error?.code).toBe(code);
    expect(response.error?.spec?.section).not.toBe('');
  });

  it('needs no issuer where none is promised, and compares one that comes all the same', () => {
    const quiet = { issuer: known.issuer, metadata: {} };
    expect(judgeRedirect(without('iss'), { sentStates: ['s'], responseType: 'code' }, quiet).brought?.code).toBe('c');
    expect(judgeRedirect([...without('iss'), ['iss', 'x']], { sentStates: ['s'], responseType: 'code' }, quiet).error?.code).toBe(
      'OAUTH_ISSUER_MISMATCH',
    );
  });

  it('from a server without a known issuer is judged by its state alone', () => {
    const response = judgeRedirect(good, { sentStates: ['s'], responseType: 'code' }, unknown);
    expect(response.brought?.code).toBe('c');
    expect(response.verdicts[1]).toMatchObject({ id: 'issuer_response', status: 'not_applicable' });
    expect(judgeRedirect(without('state'), { sentStates: ['s'], responseType: 'code' }, unknown).error?.code).toBe('OAUTH_STATE_MISMATCH');
  });

  it.each<[string, string[], string | null]>([
    ['code id_token', ['code', 'id_token'], 'an ID token'],
    ['id_token token', ['id_token', 'access_token'], 'an access token'],
    ['none', [], null],
  ])('of response type %s brings what was asked for, or is refused', (responseType, names, missing) => {
    const asked = { sentStates: ['s'], responseType };
    const whole = [...without('code'), ...names.map((name) => [name, `the ${name}`] as const)];
    const { brought } = judgeRedirect(whole, asked, known);
    expect([brought?.code, brought?.idToken, brought?.accessToken]).toEqual(
      ['code', 'id_token', 'access_token'].map((name) => (names.includes(name) ? `the ${name}` : null)),
    );
    if (missing === null) return;
    expect(judgeRedirect(whole.slice(0, -1), asked, known).error).toMatchObject({
      code: 'OAUTH_INVALID_RESPONSE',
      message: expect.stringContaining(missing),
    });
  });

  it('to a request without state, or with two, is taken with a warning', () => {
    for (const sent of [[], ['a', 'b']]) {
      const response = judgeRedirect(good, { sentStates: sent, responseType: 'code' }, known);
      expect(response.brought?.code).toBe('c');
      expect(response.verdicts[0]).toMatchObject({ id: 'state', status: 'warning' });
    }
  });
});
