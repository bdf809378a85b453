import { AppError } from '../errors.ts';
import type { ErrorCode, OAuthErrorFields } from '../model/app-error.ts';
import { rfc } from '../model/spec-link.ts';
import type { Verdict } from '../model/verdict.ts';
import { judgeAll } from '../verdicts/rule.ts';
import { rules } from '../verdicts/rules.ts';
import { type NameValues, onlyValue } from './apply-edits.ts';
import { valuesOf } from './authorization-request.ts';
import { refusal } from './refusal.ts';
import type { ServerFacts } from './server-facts.ts';

/** What became of a redirect: what it brought, or why that may not be used. */
export type AuthorizationResponse =
  | { readonly brought: Brought; readonly error: null; readonly verdicts: Verdict[] }
  | { readonly brought: null; readonly error: AppError; readonly verdicts: Verdict[] };

/** What a redirect brought; a part that was not asked for is null. */
export interface Brought {
  readonly code: string | null;
  readonly accessToken: string | null;
  readonly idToken: string | null;
}

/** What of an authorization request its response is held against. */
export interface AskedResponse {
  /** The `state` values that were sent: one, unless the user changed that. */
  readonly sentStates: readonly string[];
  readonly responseType: string;
}

/** The checks that stop a flow, and the error each stops it with. */
const stopping: readonly (readonly [rule: string, code: ErrorCode])[] = [
  ['state', 'OAUTH_STATE_MISMATCH'],
  ['issuer_response', 'OAUTH_ISSUER_MISMATCH'],
];

/**
 * Judges a redirect before anything is done with it: first whether it belongs to this run, then whether
 * it comes from the server that was asked, then what it says. Pure: nothing is sent.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2
 * @see https://www.rfc-editor.org/rfc/rfc9207#section-2.4
 */
export function judgeRedirect(
  received: NameValues,
  { sentStates, responseType }: AskedResponse,
  { issuer, metadata }: ServerFacts,
): AuthorizationResponse {
  const verdicts = judgeAll(rules.callback, {
    sentStates,
    receivedStates: valuesOf(received, 'state'),
    issuer,
    // An ID token in the response names its issuer itself (RFC 9207 §2.4).
    issPromised: metadata?.authorization_response_iss_parameter_supported === true && valuesOf(received, 'id_token').length === 0,
    receivedIssuers: valuesOf(received, 'iss'),
  });
  for (const [rule, code] of stopping) {
    const failed = verdicts.find(({ id, status }) => id === rule && status === 'fail');
    if (failed !== undefined)
      return refused(new AppError(code, { message: `${failed.message} No code was sent anywhere.`, spec: failed.spec }), verdicts);
  }
  const oauth = errorOf(received);
  if (oauth !== null) {
    return refused(refusal(oauth, rfc(6749, '4.1.2.1')), verdicts);
  }
  const wanted = (['code', 'id_token', 'access_token'] as const).filter((name) => responseType.split(/\s+/).includes(askedAs[name]));
  const faulty = wanted.find((name) => (onlyValue(received, name) ?? '') === '');
  if (faulty !== undefined) {
    const count = valuesOf(received, faulty).length;
    const message =
      count > 1 ? `The redirect carries more than one ${faulty}.` : `The redirect carries neither ${articled[faulty]} nor an error.`;
    return refused(new AppError('OAUTH_INVALID_RESPONSE', { message, spec: rfc(6749, '4.1.2') }), verdicts);
  }
  const part = (name: keyof typeof askedAs) => (wanted.includes(name) ? onlyValue(received, name) : null);
  return { brought: { code: part('code'), accessToken: part('access_token'), idToken: part('id_token') }, error: null, verdicts };
}

/** What a parameter of the response is asked for as. */
const askedAs = { code: 'code', id_token: 'id_token', access_token: 'token' } as const;
const articled = { code: 'a code', id_token: 'an ID token', access_token: 'an access token' } as const;

function refused(error: AppError, verdicts: Verdict[]): AuthorizationResponse {
  return { brought: null, error, verdicts };
}

function errorOf(received: NameValues): OAuthErrorFields | null {
  const [error] = valuesOf(received, 'error');
  if (error === undefined || error === '') return null;
  const [description] = valuesOf(received, 'error_description');
  const [uri] = valuesOf(received, 'error_uri');
  return { error, ...(description !== undefined && { error_description: description }), ...(uri !== undefined && { error_uri: uri }) };
}
