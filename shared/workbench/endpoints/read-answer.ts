import { AppError } from '../../errors.ts';
import { readToken } from '../../inspector/read-token.ts';
import type { OAuthErrorFields } from '../../model/app-error.ts';
import type { TokenReading } from '../../model/token-reading.ts';
import type { RawResponse } from '../../ports.ts';
import { decryptJwe } from '../../protocol/decrypt-jwe.ts';
import { readJsonAnswer } from '../../protocol/json-answer.ts';
import type { RunContext } from '../run-context.ts';

/** An answer that may be JSON, a signed JWT, or either of them encrypted. */
export interface AnswerInside {
  /** The object, or the claims of the JWT; null where nothing could be read. */
  readonly members: Readonly<Record<string, unknown>> | null;
  readonly error: OAuthErrorFields | null;
  /** Why nothing could be read: one sentence. */
  readonly problem: string | null;
  /** The JWT, where the answer is one. */
  readonly jwt: { readonly text: string; readonly reading: TokenReading } | null;
  /** Why it could not be opened, where it is encrypted. */
  readonly failure: AppError | null;
}

/**
 * Reads an answer by what it is; the content type is only a hint that may be wrong. Never rejects: what
 * cannot be opened says why.
 *
 * @param telling a member that makes an object an answer
 */
export async function readAnswer({ request, ports }: RunContext, response: RawResponse, telling: string): Promise<AnswerInside> {
  const options = { now: ports.clock.now(), clockSkewSeconds: request.clockSkewSeconds };
  const text = new TextDecoder().decode(response.body).trim();
  let inside = text;
  if (readToken(text, options).kind === 'jwe') {
    try {
      inside = await decryptJwe(text, request.profile.client, 'The answer');
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      return { members: null, error: null, problem: thrown.message, jwt: null, failure: thrown };
    }
  }
  const reading = readToken(inside, options);
  if (reading.kind === 'jws') {
    const problem = reading.payload === null ? (reading.error?.message ?? 'The claims of the JWT cannot be read.') : null;
    return { members: reading.payload, error: null, problem, jwt: { text: inside, reading }, failure: null };
  }
  const body = inside === text ? response.body : new TextEncoder().encode(inside);
  return { ...readJsonAnswer({ status: response.status, body }, telling), jwt: null, failure: null };
}
