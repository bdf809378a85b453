import { AppError } from '../../shared/errors.ts';
import { readToken } from '../../shared/inspector/read-token.ts';
import type { ReadyWish, TokenInHand } from '../../shared/workbench/endpoints/endpoint.ts';
import type { EndpointOptions } from '../endpoint.ts';
import type { AdHocProfile } from '../token/profile-from-options.ts';
import { textOrFile } from '../token/read-secret.ts';

/** The endpoints that have a command of this kind. */
export type AskedTask = 'introspection' | 'revocation' | 'userinfo' | 'resource';

/**
 * What the options ask an endpoint for.
 *
 * @param address the URL to call, of `call`
 * @throws AppError `INPUT_*`
 */
export function wishFromOptions(
  task: AskedTask,
  address: string | undefined,
  options: EndpointOptions,
  { token: value, idToken }: Pick<AdHocProfile, 'token' | 'idToken'>,
): ReadyWish<AskedTask> {
  if (value === undefined || value.trim() === '') {
    throw new AppError('INPUT_INVALID', {
      message: 'The token is missing.',
      hint: 'Give it with --token-env, --token-file (- for standard input) or --token.',
    });
  }
  const token: TokenInHand = {
    value: value.trim(),
    kind: null,
    type: null,
    subject: idToken === undefined ? null : subjectOf(idToken.trim()),
  };
  const { tokenTypeHint } = options;
  switch (task) {
    case 'introspection':
      return { task, token, tokenTypeHint, jwt: options.jwt === true };
    case 'revocation':
      return { task, token, tokenTypeHint };
    case 'userinfo':
      return { task, token };
    case 'resource':
      return { task, token, ...request(address ?? '', options) };
  }
}

/** Whom the ID token is about: what a userinfo answer is held against. @throws AppError `INPUT_INVALID` */
function subjectOf(idToken: string): string {
  const { kind, payload } = readToken(idToken);
  if (typeof payload?.sub === 'string' && payload.sub !== '') return payload.sub;
  throw new AppError('INPUT_INVALID', {
    message: kind === 'jwe' ? 'The ID token is encrypted, so its sub cannot be read.' : 'The ID token has no sub to compare with.',
    hint: 'Give the signed ID token that came with the access token.',
  });
}

function request(url: string, { method, tokenIn, data, dpop, dpopKey, header = [] }: EndpointOptions) {
  const body = textOrFile(data ?? '', '--data');
  const saysType = header.some(({ name }) => name.toLowerCase() === 'content-type');
  const isJson = body !== '' && tokenIn !== 'body' && !saysType && looksLikeJson(body);
  const proves = dpop === true || dpopKey !== undefined;
  return {
    url,
    method: (method ?? (body === '' && tokenIn !== 'body' ? 'GET' : 'POST')).trim().toUpperCase(),
    // Left out, the profile says whether its tokens are bound to a key.
    place: tokenIn === 'query' || tokenIn === 'body' ? tokenIn : proves ? ('dpop' as const) : undefined,
    headers: isJson ? [{ name: 'Content-Type', value: 'application/json' }] : [],
    body,
  };
}

function looksLikeJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}
