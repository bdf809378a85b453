import { rfc } from '../model/spec-link.ts';
import type { Finding } from '../model/token-reading.ts';
import { asBase64url, base64urlFault, decodedLength, decodeText } from './base64url.ts';
import { entropyLimit } from './token-entropy.ts';
import { knownPrefix } from './token-prefixes.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const digits = /^\d+$/;
const hex = /^(?:[0-9a-f]{2})+$/i;
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;
const lettersAndDigits = /^[A-Za-z0-9]+$/;

function holdsJson(text: string): boolean {
  if (!/^(?:ey|Wy)/.test(text)) return false;
  const part = asBase64url(text);
  if (base64urlFault(part) !== null) return false;
  const decoded = decodeText(part);
  if (!('text' in decoded)) return false;
  try {
    const value: unknown = JSON.parse(decoded.text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

/** What the characters of an opaque token give away, as the end of a sentence. */
function look(text: string, isJson: boolean): string {
  const version = uuid.exec(text)?.[1];
  if (version !== undefined) return `a UUID of version ${Number.parseInt(version, 16)}`;
  if (digits.test(text)) return 'digits only';
  if (hex.test(text)) return `hexadecimal, ${text.length / 2} bytes (${text.length * 4} bits)`;
  if (isJson) return 'Base64 of JSON, but no JWT';
  if (lettersAndDigits.test(text)) return 'letters and digits';
  if (base64urlFault(text) === null) return `the alphabet of Base64url, ${decodedLength(text)} bytes if it is that`;
  if (base64.test(text) && text.length % 4 === 0) return `Base64, ${decodedLength(asBase64url(text))} bytes`;
  if (text.includes('.')) return `${text.split('.').length} parts divided by dots`;
  return 'printable characters';
}

/** Guesses an attacker has to make, in bits, before a token is as good as secret (RFC 6749 §10.10). */
const ENOUGH_BITS = 128;
/** Fewer than this are worth a warning; what lies between (a UUID has 122) is said. */
const FEW_BITS = 64;

function randomness(text: string, prefix: string): { readonly words: string; readonly few: boolean } {
  const bits = entropyLimit(text.slice(prefix.length), uuid.exec(text)?.[1] ?? null);
  const enough = bits >= ENOUGH_BITS ? '' : `; what nobody can guess has ${ENOUGH_BITS}`;
  return { words: ` At most ${bits} bits of randomness${enough}.`, few: bits < FEW_BITS };
}

/** Says what can be known of a token that only its issuer can read. */
export function opaqueFindings(text: string): Finding[] {
  const length = `${text.length} ${text.length === 1 ? 'character' : 'characters'}`;
  const known = knownPrefix(text);
  const begins = known === null ? '' : ` It begins like ${known.words}.`;
  const isJson = holdsJson(text);
  // What holds data is as secret as that is; its characters tell nothing.
  const { words, few } = isJson ? { words: '', few: false } : randomness(text, known?.prefix ?? '');
  const message = `Opaque, not a JWT: only the server that issued it knows what it means. ${length}, ${look(text, isJson)}.${words}${begins}`;
  return [{ id: 'opaque', severity: few ? 'warning' : 'info', message, spec: rfc(6749, '1.4') }];
}
