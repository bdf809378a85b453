import { describe, expect, it } from 'vitest';
import { findInText } from '../../../../renderer/features/inspector/find-in-text.ts';

const token = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.';
const other = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJiIn0.c2ln';

const found = (text: string) => {
  const { place, tokens } = findInText(text);
  return [place, ...tokens.map(({ from, to }) => text.slice(from, to))];
};

describe('tokens are found in', () => {
  it.each([
    ['a cURL command', `curl https://api.example -H 'Authorization: Bearer ${other}' -d token=${other}`, [other, other]],
    ['an Authorization header', `Authorization: Bearer ${token}`, [token]],
    ['an Authorization header', `DPoP ${other}`, [other]],
    ['a JSON text', `{"access_token":"${token}","id_token":"${other}"}`, [token, other]],
    ['a URL', `https://app.example/cb#access_token=${other}&state=x`, [other]],
    ['a HAR file', `{"log":{"entries":[{"t":"${other}"}]}}`, [other]],
    ['a text', `my token is ${other}, see?`, [other]],
  ])('%s: %s', (place, text, tokens) => {
    expect(found(text)).toEqual([place, ...tokens]);
  });
});

it.each([
  ['a token alone', `  ${other}\n`, other],
  ['an opaque token', 'f3a9c1b2', 'f3a9c1b2'],
  ['a token with a space in it, to be told so', 'eyJhbGciOiJub25lIn0. eyJzdWIiOiJhIn0', 'eyJhbGciOiJub25lIn0. eyJzdWIiOiJhIn0'],
])('%s is itself', (_what, text, token) => {
  expect(found(text)).toEqual([null, token]);
});
