import { isObject } from '../model/plain-object.ts';
import { rfc } from '../model/spec-link.ts';
import type { Finding, ReadParty } from '../model/token-reading.ts';
import { explainMembers } from './explain-members.ts';
import { type JsonPath, placeInJson } from './json-place.ts';
import { type ReadingError, readingError, readPart } from './reading-parts.ts';
import { finding } from './token-findings.ts';

export type Members = Record<string, unknown>;

/** A text that is one JSON object, and how it is to be read. */
export interface JsonText {
  readonly text: string;
  readonly object: Members;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly clockSkewSeconds: number;
  /** The payload of a token that came without it. */
  readonly payload?: string | undefined;
}

/** More signatures or recipients than anybody makes; what comes after them is counted and not read. */
export const MOST = 100;
/** Header parameters of all of them together; what all share counts with each. */
export const MOST_MEMBERS = 5_000;

export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** What is wrong with a whole value, or with the one it is missing from, and where that stands. */
export function broken({ text }: JsonText, path: JsonPath, part: string, reason: string): ReadingError {
  const { from } = placeInJson(text, path);
  return readingError('TOKEN_MALFORMED', `${reason.replace(/\.$/, '')}, at character ${from + 1}.`, part, from);
}

/** A fault at a character of a text that stands as a value, as a place in the whole; of one written with escapes, its beginning. */
export function placed(error: ReadingError, { text }: JsonText, path: JsonPath, value: string): ReadingError {
  const { from, to } = placeInJson(text, path);
  const asItIs = text.slice(from + 1, to - 1) === value;
  return { ...error, position: asItIs && error.position !== null ? from + 1 + error.position : from };
}

/** Joins the headers of one signature or recipient; names that stand in two of them are an error (RFC 7515 §7.2.1, RFC 7516 §7.2.1). */
function joinHeaders(headers: readonly Members[], who: string, findings: Finding[]): Members {
  const joined = new Map<string, unknown>();
  let twice: string | null = null;
  for (const header of headers) {
    for (const [name, value] of Object.entries(header)) {
      if (joined.has(name)) twice ??= name;
      joined.set(name, value);
    }
  }
  if (twice !== null) findings.push(finding('header_twice', 'error', `${who}“${twice}” stands in two of its headers.`, rfc(7515, '7.2.1')));
  return Object.fromEntries(joined);
}

/** Tells what is wrong, and where. Asked of the first fault only: to find its place takes a look through the text. */
export type Fault = () => ReadingError;

export interface Entry {
  /** `Signature 2: `, or nothing where there is one. */
  readonly who: string;
  readonly party: ReadParty;
  readonly fault: Fault | null;
}

export function readProtected(json: JsonText, sealed: unknown, path: JsonPath, who: string, findings: Finding[]): Sealed {
  if (sealed === undefined || sealed === '') return { object: {}, fault: null };
  if (typeof sealed !== 'string') {
    return { object: null, fault: () => broken(json, path, 'protected', `${who}the protected header is no text.`) };
  }
  const { object, error } = readPart({ name: `${who}protected header`, text: sealed, start: 0 }, findings);
  return { object, fault: error && (() => placed(error, json, path, sealed)) };
}

/** A protected header as far as it could be read. */
export interface Sealed {
  readonly object: Members | null;
  readonly fault: Fault | null;
}

/** A header nobody signed, and where it stands. */
export interface OpenHeader {
  readonly value: unknown;
  readonly path: JsonPath;
}

export function readHeaders(json: JsonText, sealed: Sealed, open: readonly OpenHeader[], who: string, findings: Finding[]): Entry {
  let { fault } = sealed;
  const inside = sealed.object ?? {};
  const outside: Members[] = [];
  for (const { value, path } of open) {
    if (value === undefined) continue;
    if (isObject(value)) outside.push(value);
    else fault ??= () => broken(json, path, 'header', `${who}a header is no JSON object.`);
  }
  const header = joinHeaders([inside, ...outside], who, findings);
  const unprotected = outside.flatMap((members) => Object.keys(members)).filter((name) => !Object.hasOwn(inside, name));
  return { who, fault, party: { header, headerClaims: explainMembers('header', header, json.now), unprotected } };
}

/** Says that not all were read. */
export function tooMany(count: number, shown: number, what: string): Finding[] {
  return count === shown ? [] : [finding('too_many', 'warning', `It has ${count} ${what}; the first ${shown} are shown.`, null)];
}
