import type { SealedText, SealKind } from '../../../shared/model/exchange.ts';

/** What is hidden behind dots, in words. */
export const sealWords: Record<SealKind, string> = {
  authorization: 'credentials',
  client_secret: 'client secret',
  password: 'password',
  code: 'authorization code',
  code_verifier: 'code verifier',
  state: 'state',
  access_token: 'access token',
  refresh_token: 'refresh token',
  id_token: 'ID token',
  token: 'token',
  assertion: 'assertion',
  cookie: 'cookie',
  secret: 'secret',
  binary: 'bytes that are not text',
};

/** What stands on the screen in place of a hidden value. The same length for every value, so that it says nothing. */
export const DOTS = '••••••••••';

/** Whether anything in a text is hidden. */
export function hasSeals(text: SealedText): boolean {
  return text.some((part) => typeof part !== 'string');
}

/** A text with dots for what is hidden: for a title, a label, a list row. */
export function dottedText(text: SealedText): string {
  return text.map((part) => (typeof part === 'string' ? part : DOTS)).join('');
}
