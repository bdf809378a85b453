import type { OAuthErrorFields } from '../model/app-error.ts';
import type { TokenSet } from '../model/token-set.ts';
import type { RawResponse } from '../ports.ts';
import { type AnswerForm, readMembers } from './answer-members.ts';

/** What an answer of the token endpoint says, read by what is there instead of by what it should be. */
export interface TokenAnswer {
  readonly status: number;
  /** Media type in lower case, without parameters; empty where there is none. */
  readonly mediaType: string;
  readonly form: AnswerForm;
  /** Everything the answer has, verbatim; null where nothing could be read. */
  readonly members: Readonly<Record<string, unknown>> | null;
  /** Null where no token arrived. */
  readonly tokens: TokenSet | null;
  readonly error: OAuthErrorFields | null;
  /** Why nothing could be read. */
  readonly problem: string | null;
}

const tokenMembers = ['access_token', 'refresh_token', 'id_token'] as const;
const plainMembers = ['token_type', 'expires_in', 'scope'] as const;
const named: ReadonlySet<string> = new Set([...tokenMembers, ...plainMembers]);

/**
 * Reads any answer of a token endpoint: JSON or form-encoded, whatever its status and content type,
 * also wrapped as text inside JSON. Never throws and never hides a token that arrived; what is wrong
 * with the answer is for the verdicts to say.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5
 */
export function readTokenAnswer(response: RawResponse): TokenAnswer {
  const { form, members, problem } = readMembers(response);
  const base = { status: response.status, mediaType: mediaTypeOf(response), form, members, problem };
  if (members === null) return { ...base, tokens: null, error: null };
  return { ...base, tokens: tokensOf(members), error: errorMembers(members, response.status) };
}

/** Media type in lower case, without parameters; empty where there is none. */
export function mediaTypeOf({ headers }: Pick<RawResponse, 'headers'>): string {
  const [, value = ''] = headers.find(([name]) => name.toLowerCase() === 'content-type') ?? [];
  return (value.split(';', 1)[0] ?? '').trim().toLowerCase();
}

/** The tokens among the members of an answer; null where there is none. */
export function tokensOf(members: Readonly<Record<string, unknown>>): TokenSet | null {
  const tokens: TokenSet = { extra: {} };
  const isUsable = (value: unknown): value is string => typeof value === 'string' && value !== '';
  for (const name of tokenMembers) {
    const value = Object.hasOwn(members, name) ? members[name] : undefined;
    if (isUsable(value)) tokens[name] = value;
  }
  if (tokenMembers.every((name) => tokens[name] === undefined)) return null;
  for (const name of plainMembers) if (Object.hasOwn(members, name)) tokens[name] = members[name];
  // A token member that holds no token (null, empty, a number) stays visible, as what it is.
  // fromEntries defines members, so that one named __proto__ stays data.
  tokens.extra = Object.fromEntries(
    Object.entries(members).filter(([name]) => !named.has(name) || (Object.hasOwn(members, name) && !Object.hasOwn(tokens, name))),
  );
  return tokens;
}

/** The error an answer names, or null. @param status undefined for an answer that is a redirect */
export function errorMembers(members: Readonly<Record<string, unknown>>, status: number | undefined): OAuthErrorFields | null {
  const { error, error_description: description, error_uri: uri } = members;
  if (error === undefined || error === null || error === '' || error === false) return null;
  return {
    error: typeof error === 'string' ? error : JSON.stringify(error),
    ...(typeof description === 'string' && { error_description: description }),
    ...(typeof uri === 'string' && { error_uri: uri }),
    ...(status !== undefined && { status }),
  };
}
