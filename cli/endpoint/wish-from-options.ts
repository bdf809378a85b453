import { AppError } from '../../shared/errors.ts';
import type { ReadyWish, TokenInHand } from '../../shared/workbench/endpoints/endpoint.ts';
import type { EndpointOptions } from '../endpoint.ts';
import { readText } from '../token/read-secret.ts';

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
  value: string | undefined,
): ReadyWish<AskedTask> {
  if (value === undefined || value.trim() === '') {
    throw new AppError('INPUT_INVALID', {
      message: 'The token is missing.',
      hint: 'Give it with --token-env, --token-file (- for standard input) or --token.',
    });
  }
  const token: TokenInHand = { value: value.trim(), kind: null, type: null, subject: null };
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

function request(url: string, { method, tokenIn, data, dpop, dpopKey, header = [] }: EndpointOptions) {
  const body = data === undefined ? '' : data.startsWith('@') ? readText(data.slice(1), '--data') : data;
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
