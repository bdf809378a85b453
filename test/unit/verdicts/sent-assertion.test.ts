import { describe, expect, it } from 'vitest';
import { readToken } from '../../../shared/inspector/read-token.ts';
import { jwtAssertion, samlAssertionSent } from '../../../shared/verdicts/assertion.ts';
import { resourceIndicator } from '../../../shared/verdicts/resource-indicator.ts';
import { judge } from '../../../shared/verdicts/rule.ts';

const now = 1_795_359_731;
const segment = (text: string) => Buffer.from(text).toString('base64url');
const jwt = (claims: object, alg = 'ES256', signature = 'AAAA') =>
  `${segment(JSON.stringify({ alg }))}.${segment(JSON.stringify(claims))}.${signature}`;
const whole = { iss: 'app', sub: 'bob', aud: 'https://as.example', exp: now + 60 };
const { exp: _exp, ...withoutExp } = whole;

describe('a resource that is asked for', () => {
  it.each<[string[], string, RegExp]>([
    [['https://api.example', 'urn:example:api'], 'pass', /absolute/],
    [['https://api.example/a?b=c'], 'pass', /absolute/],
    [['api'], 'warning', /no absolute URI/],
    [['//api.example'], 'warning', /no absolute URI/],
    [['https://'], 'warning', /no absolute URI/],
    [['https://api.example/a b'], 'warning', /no absolute URI/],
    [[''], 'warning', /no absolute URI/],
    [['https://api.example', 'https://api.example/#here'], 'warning', /fragment/],
  ])('%s: %s', (sent, status, message) => {
    const verdict = judge(resourceIndicator, { sent });
    expect(verdict).toMatchObject({ id: 'resource_indicator', status, spec: { rfc: 'RFC 8707', section: '2' } });
    expect(verdict.message).toMatch(message);
    if (status === 'warning') expect(verdict.actual).toBe(sent.at(-1));
  });
});

describe('an assertion that is sent', () => {
  it.each<[string, string, string, RegExp]>([
    ['a signed JWT that says what it must', jwt(whole), 'pass', /signed JWT/],
    ['nonsense', 'nonsense', 'warning', /is no JWT/],
    ['a JWT that is broken', `${segment('{"alg":')}.e30.AAAA`, 'warning', /is no JWT/],
    ['a JWT nobody signed', jwt(whole, 'none', ''), 'warning', /nobody signed/],
    ['a JWT that never expires', jwt(withoutExp), 'warning', /no exp/],
    ['an empty JWT', jwt({}), 'warning', /no iss, sub, aud and exp/],
    ['a JWT that has expired', jwt({ ...whole, exp: now - 31 }), 'warning', /had expired/],
    ['a JWT that expired within the clock skew', jwt({ ...whole, exp: now - 29 }), 'pass', /signed JWT/],
    ['an encrypted JWT', `${segment('{"alg":"dir","enc":"A128GCM"}')}..AAAA.AAAA.AAAA`, 'not_applicable', /encrypted/],
  ])('%s', (_what, sent, status, message) => {
    const verdict = judge(jwtAssertion, { reading: readToken(sent, { now: now * 1_000 }), now, clockSkewSeconds: 30 });
    expect(verdict).toMatchObject({ id: 'jwt_assertion', status, spec: { rfc: 'RFC 7523' } });
    expect(verdict.message).toMatch(message);
    // A secret as long as it can still be used.
    expect(JSON.stringify(verdict)).not.toContain(sent.slice(-20) || sent);
  });

  it.each<[string, string, string]>([
    ['an assertion', segment('<?xml version="1.0"?>\n<!-- <Response> --><saml:Assertion ID="a"/>'), 'pass'],
    ['a response around one', segment('<samlp:Response><Assertion/></samlp:Response>'), 'warning'],
    ['other words', segment('words'), 'warning'],
    ['nothing readable', '=', 'warning'],
  ])('as SAML 2.0: %s', (_what, sent, status) => {
    expect(judge(samlAssertionSent, { sent })).toMatchObject({ id: 'saml_assertion', status, spec: { rfc: 'RFC 7522', section: '2.1' } });
  });
});
