import { describe, expect, it } from 'vitest';
import { findInText } from '../../../shared/inspector/find-in-text.ts';

const token = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.';
const other = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJiIn0.c2ln';

const found = (text: string) => {
  const { place, tokens } = findInText(text);
  return [place, ...tokens.map(({ token }) => token)];
};

describe('tokens are found in', () => {
  it.each([
    ['a cURL command', `curl https://api.example -H 'Authorization: Bearer ${other}' -d token=${token}`, [other, token]],
    ['an Authorization header', `Authorization: Bearer ${token}`, [token]],
    ['an Authorization header', `DPoP ${other}`, [other]],
    ['a JSON text', `{"access_token":"${token}","id_token":"${other}"}`, [token, other]],
    ['a URL', `https://app.example/cb#access_token=${other}&state=x`, [other]],
    ['a HAR file', `{"log":{"entries":[{"t":"${other}"}]}}`, [other]],
    ['a JSON text', `{"token_type":"Bearer","access_token":"f3a9c1b2","refresh_token":"1\\/\\/0a"}`, ['f3a9c1b2', '1//0a']],
    ['a URL', 'https://app.example/cb?SAMLResponse=PHNhbWw%2BIA%3D%3D&RelayState=x', ['PHNhbWw+IA==']],
    ['a HAR file', `{"log":{"entries":[{"postData":{"params":[{"name":"refresh_token","value":"r1"}]}}]}}`, ['r1']],
    [
      'a HAR file',
      `{"log":{"entries":[{"content":{"text":"{\\"access_token\\":\\"abc\\"}"}},{"t":"${other}"},{"t":"${other}"}]}}`,
      ['abc', other],
    ],
    ['an Authorization header', 'authorization: bearer 2YotnFZFEjr1zCsicMWpAA', ['2YotnFZFEjr1zCsicMWpAA']],
    ['a text', `ends a sentence: ${other}~WyJz~.`, [`${other}~WyJz~`]],
    ['a text', `my token is ${other}, see?`, [other]],
  ])('%s: %s', (place, text, tokens) => {
    expect(found(text)).toEqual([place, ...tokens]);
  });
});

it.each([
  ['a token alone', `  ${other}\n`, other],
  ['an opaque token', 'f3a9c1b2', 'f3a9c1b2'],
  ['a JWK', '{"kty":"oct","k":"c2VjcmV0"}', '{"kty":"oct","k":"c2VjcmV0"}'],
  ['a JWS in JSON form', `{"payload":"","signature":"","note":"${other}"}`, `{"payload":"","signature":"","note":"${other}"}`],
  ['a token with a foreign character, to be told where', 'eyJhbGciOiJub25lIn0.e30.c$ln', 'eyJhbGciOiJub25lIn0.e30.c$ln'],
  ['a challenge of a server', 'WWW-Authenticate: Bearer error="invalid_token"', 'WWW-Authenticate: Bearer error="invalid_token"'],
  ['a sentence about tokens', 'Bearer tokens are sent in a header', 'Bearer tokens are sent in a header'],
  ['a token with a space in it, to be told so', 'eyJhbGciOiJub25lIn0. eyJzdWIiOiJhIn0', 'eyJhbGciOiJub25lIn0. eyJzdWIiOiJhIn0'],
])('%s is itself', (_what, text, token) => {
  expect(found(text)).toEqual([null, token]);
});

it('a name inside a value belongs to that value', () => {
  expect(found('next: token=request=abc1&token=def2 end')).toEqual(['a text', 'request=abc1', 'def2']);
});

it('says what the text calls a token, and where it stands', () => {
  const text = `{"id_token":"${other}"}`;
  const [first] = findInText(text).tokens;
  expect(first).toEqual({ from: 13, to: 13 + other.length, token: other, name: 'id_token' });
});

it.each([
  ['names', 'access_token='.repeat(80_000)],
  ['members', '"access_token":"'.repeat(60_000)],
  ['beginnings', 'ey-'.repeat(330_000)],
  ['schemes', 'Bearer '.repeat(140_000)],
  ['backslashes', '\\'.repeat(1_000_000)],
  ['dots', `${'ey.'.repeat(330_000)} x`],
])('a megabyte of %s finds at most a hundred, and ends', (_what, text) => {
  expect(findInText(text).tokens.length).toBeLessThanOrEqual(100);
});
