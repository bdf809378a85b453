import { isObject } from '../model/plain-object.ts';
import type { RawResponse } from '../ports.ts';

/** How the members of an answer were written. */
export type AnswerForm = 'json' | 'form' | 'wrapped' | 'unreadable';

/** What could be read of a body, or why nothing could. */
export interface AnswerMembers {
  readonly form: AnswerForm;
  readonly members: Readonly<Record<string, unknown>> | null;
  readonly problem: string | null;
}

/** What makes an object an answer of a token endpoint. */
const telling = ['access_token', 'id_token', 'refresh_token', 'error'];

/** Reads the members of an answer by what the body looks like; the content type is only a hint that may be wrong. */
export function readMembers(response: RawResponse): AnswerMembers {
  const text = new TextDecoder().decode(response.body).trim();
  if (response.status >= 300 && response.status < 400 && !isTelling(fromJson(text)?.members)) return unreadable(redirected(response));
  if (text === '') return unreadable('The answer is empty.');
  if (/^[{["]/.test(text)) {
    const read = fromJson(text);
    if (read === null) return unreadable('The answer looks like JSON but cannot be read.');
    if (read.members === null) return unreadable('The answer is JSON, but no object.');
    return { form: read.wrapped ? 'wrapped' : 'json', members: read.members, problem: null };
  }
  if (text.startsWith('<')) return unreadable('The answer is HTML or XML; the URL may be that of a page instead of the token endpoint.');
  const form = fromForm(text);
  return form === null ? unreadable('The answer is neither JSON nor form-encoded.') : { form: 'form', members: form, problem: null };
}

function redirected({ headers }: RawResponse): string {
  const [, location] = headers.find(([name]) => name.toLowerCase() === 'location') ?? [];
  return `The server redirects${location === undefined ? '' : ` to ${location}`}; a token request is not sent on, since it carries credentials.`;
}

function unreadable(problem: string): AnswerMembers {
  return { form: 'unreadable', members: null, problem };
}

type Members = Readonly<Record<string, unknown>>;

function isTelling(value: unknown): value is Members {
  return isObject(value) && telling.some((name) => Object.hasOwn(value, name));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Null for text that is not JSON; null members for JSON that is no object. */
function fromJson(text: string): { members: Members | null; wrapped: boolean } | null {
  const value = parse(text);
  if (value === undefined) return null;
  if (typeof value === 'string') {
    const inner = parse(value);
    return { members: isObject(inner) ? inner : null, wrapped: true };
  }
  if (!isObject(value)) return { members: null, wrapped: false };
  if (isTelling(value)) return { members: value, wrapped: false };
  for (const member of Object.values(value)) {
    const inner = typeof member === 'string' && member.trimStart().startsWith('{') ? parse(member) : member;
    if (isTelling(inner)) return { members: inner, wrapped: true };
  }
  return { members: value, wrapped: false };
}

/** What no form-encoded text has: a page, a log or a message that merely repeats a form is no answer in one. */
const notForm = /[\s<>"]/;

function fromForm(text: string): Members | null {
  if (notForm.test(text)) return null;
  const pairs = [...new URLSearchParams(text)];
  if (!pairs.some(([name]) => telling.includes(name))) return null;
  // Of a repeated name the first value counts, as in most servers and clients.
  return Object.fromEntries(pairs.toReversed());
}
