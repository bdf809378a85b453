import { base64url } from 'jose';
import { isObject } from '../model/plain-object.ts';
import type { ReadDisclosure } from '../model/token-reading.ts';
import { base64urlFault, decodeText } from './base64url.ts';

type Members = Record<string, unknown>;

/** More disclosures than any credential has; each costs a hash. */
export const MAX_DISCLOSURES = 1_000;

/** Hash functions by the names of the IANA registry that `_sd_alg` uses; those that are still safe. */
const hashes: ReadonlyMap<unknown, string> = new Map([
  ['sha-256', 'SHA-256'],
  ['sha-384', 'SHA-384'],
  ['sha-512', 'SHA-512'],
]);

/** The digest of a text as SD-JWTs write it; null where nobody here has that hash. */
export async function digestOf(text: string, hash: unknown): Promise<string | null> {
  const name = hashes.get(hash);
  if (name === undefined) return null;
  return base64url.encode(new Uint8Array(await crypto.subtle.digest(name, new TextEncoder().encode(text))));
}

/** A disclosure taken apart, or the sentence that says what is wrong with it. */
type Taken = Omit<ReadDisclosure, 'path' | 'digest'> | string;

/**
 * Takes one disclosure apart.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9901#section-4.2
 */
export function takeDisclosure(text: string): Taken {
  const fault = base64urlFault(text);
  if (text === '') return 'it is empty.';
  if (fault !== null) return `character ${fault.position + 1}: ${fault.reason}`;
  const decoded = decodeText(text);
  if ('fault' in decoded) return decoded.fault.reason;
  let list: unknown;
  try {
    list = JSON.parse(decoded.text);
  } catch {
    return 'it is not JSON.';
  }
  if (!Array.isArray(list) || (list.length !== 2 && list.length !== 3)) return 'it is no list of salt, name and value.';
  const [salt, second, third]: unknown[] = list;
  if (typeof salt !== 'string') return 'its salt is no text.';
  if (list.length === 2) return { salt, name: null, value: second };
  if (typeof second !== 'string') return 'its name is no text.';
  if (second === '_sd' || second === '...') return `it is named “${second}”, which is the syntax of SD-JWT itself.`;
  return { salt, name: second, value: third };
}

interface Placed {
  readonly claims: Members;
  /** Digests that no disclosure matches. */
  readonly undisclosed: number;
  /** Why a verifier must refuse the SD-JWT, each as a sentence. */
  readonly faults: readonly string[];
  /** Where each disclosure was put, by its digest. */
  readonly paths: ReadonlyMap<string, string>;
}

/** Faults that are told; each alone is reason enough to refuse the whole. */
const MOST_FAULTS = 100;
/** Deeper than disclosures within disclosures go; the payload itself was bounded when it was read. */
const MAX_DEPTH = 100;

/**
 * Puts disclosed values where the issuer's digests stand, and takes the digests away.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9901#section-7.1
 */
export function placeDisclosures(payload: Members, disclosures: ReadonlyMap<string, Omit<ReadDisclosure, 'path'>>): Placed {
  const paths = new Map<string, string>();
  const seen = new Set<string>();
  const faults: string[] = [];
  let undisclosed = 0;

  const refuse = (fault: string) => {
    if (faults.length < MOST_FAULTS) faults.push(fault);
    else if (faults.length === MOST_FAULTS) faults.push('And there is more that is wrong.');
  };

  /** The disclosure of a digest the issuer signed, where there is one of the kind that belongs here. */
  const take = (digest: unknown, path: string, ofArray: boolean): Omit<ReadDisclosure, 'path'> | null => {
    if (typeof digest !== 'string') {
      refuse(`A digest at ${path || 'the top'} is no text.`);
      return null;
    }
    if (seen.has(digest)) {
      refuse(`The digest ${digest} stands in it twice.`);
      return null;
    }
    seen.add(digest);
    const found = disclosures.get(digest);
    if (found === undefined) {
      undisclosed += 1;
      return null;
    }
    if ((found.name === null) !== ofArray) {
      refuse(
        `The disclosure of ${digest} is for ${ofArray ? 'a member of an object' : 'an element of an array'}, and its digest stands elsewhere.`,
      );
      return null;
    }
    return found;
  };

  const walk = (value: unknown, path: string, depth: number): unknown => {
    if (depth > MAX_DEPTH) {
      refuse(`It is nested deeper than ${MAX_DEPTH} levels.`);
      return null;
    }
    if (Array.isArray(value)) return walkArray(value, path, depth);
    return isObject(value) ? walkObject(value, path, depth) : value;
  };

  const walkArray = (items: readonly unknown[], path: string, depth: number): unknown[] => {
    const shown: unknown[] = [];
    for (const item of items) {
      if (!isObject(item) || !Object.hasOwn(item, '...')) {
        shown.push(walk(item, `${path}[${shown.length}]`, depth + 1));
        continue;
      }
      const at = `${path}[${shown.length}]`;
      if (Object.keys(item).length > 1) refuse(`At ${at}, other members stand beside a digest.`);
      const disclosure = take(item['...'], at, true);
      if (disclosure === null) continue;
      paths.set(disclosure.digest, at);
      shown.push(walk(disclosure.value, at, depth + 1));
    }
    return shown;
  };

  const walkObject = (object: Members, path: string, depth: number): Members => {
    const within = (name: string) => (path === '' ? name : `${path}.${name}`);
    const members = new Map<string, unknown>();
    for (const [name, value] of Object.entries(object)) {
      if (name === '_sd' || (name === '_sd_alg' && path === '')) continue;
      members.set(name, walk(value, within(name), depth + 1));
    }
    if (!Object.hasOwn(object, '_sd')) return Object.fromEntries(members);
    if (!Array.isArray(object._sd)) {
      refuse(`_sd ${path === '' ? '' : `of ${path} `}is no list.`);
      return Object.fromEntries(members);
    }
    for (const digest of object._sd as unknown[]) {
      const disclosure = take(digest, path, false);
      if (disclosure === null || disclosure.name === null) continue;
      if (Object.hasOwn(object, disclosure.name) || members.has(disclosure.name)) {
        refuse(`A disclosure would put “${within(disclosure.name)}” there a second time.`);
        continue;
      }
      paths.set(disclosure.digest, within(disclosure.name));
      members.set(disclosure.name, walk(disclosure.value, within(disclosure.name), depth + 1));
    }
    return Object.fromEntries(members);
  };

  const claims = walkObject(payload, '', 0);
  return { claims, undisclosed, faults, paths };
}
