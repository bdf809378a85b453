import { readJsonObject } from '../inspector/json-object.ts';
import type { OAuthErrorFields } from '../model/app-error.ts';
import type { RawResponse } from '../ports.ts';
import { errorMembers } from './token-answer.ts';

/** What an endpoint answered that speaks JSON: by what is there, whatever its status and content type. */
export interface JsonAnswer {
  /** Null where there is no object. */
  readonly members: Readonly<Record<string, unknown>> | null;
  readonly error: OAuthErrorFields | null;
  /** Why there is no object: one sentence. */
  readonly problem: string | null;
}

/**
 * Reads an answer that is to be one JSON object. A member named `error` is an error only where the status
 * says so too, or the object has nothing else to say: a claim may have any name.
 *
 * @param telling a member that makes the object an answer, whatever else it has
 */
export function readJsonAnswer({ status, body }: Pick<RawResponse, 'status' | 'body'>, telling: string): JsonAnswer {
  const text = new TextDecoder().decode(body).trim();
  if (text === '') return { members: null, error: null, problem: 'The answer is empty.' };
  if (text.startsWith('<')) return { members: null, error: null, problem: 'The answer is HTML or XML; the URL may be that of a page.' };
  const { object, fault } = readJsonObject(text);
  if (object === null) return { members: null, error: null, problem: `The answer is no JSON object: ${fault.reason}` };
  const isAnswer = status < 300 && Object.hasOwn(object, telling);
  return { members: object, error: isAnswer ? null : errorMembers(object, status), problem: null };
}
