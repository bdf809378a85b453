import { isObject } from '../model/plain-object.ts';
import type { SignatureReading, SignatureResult } from '../model/token-reading.ts';
import { base64urlFault, decodeText } from './base64url.ts';
import { readJsonObject } from './json-object.ts';
import type { VerificationKey } from './verification-key.ts';
import { detachedPayload, type SignatureInput, type VerifyOptions, verifyInput } from './verify-input.ts';

/** More signatures than anybody makes; each costs a verification. */
const MAX_SIGNATURES = 20;

type Taken = SignatureInput | string;

/** Takes one signature apart; a sentence where it is broken. */
function take(entry: unknown, payload: unknown, options: VerifyOptions): Taken {
  if (!isObject(entry)) return 'it is no JSON object.';
  const { signature, header: open = {} } = entry;
  const sealed = entry.protected ?? '';
  if (typeof sealed !== 'string' || base64urlFault(sealed) !== null) return 'its protected header is not Base64url.';
  if (typeof signature !== 'string' || base64urlFault(signature) !== null) return 'its signature is missing or not Base64url.';
  if (!isObject(open)) return 'its header is no JSON object.';
  const decoded = decodeText(sealed);
  if ('fault' in decoded) return `its protected header is broken: ${decoded.fault.reason}`;
  const read = sealed === '' ? { object: {}, fault: null } : readJsonObject(decoded.text);
  if (read.object === null || read.fault !== null) return `its protected header is broken: ${read.fault?.reason ?? ''}`;
  const twice = Object.keys(open).find((name) => Object.hasOwn(read.object, name));
  if (twice !== undefined) return `“${twice}” stands in both its headers, which RFC 7515 §7.2.1 forbids.`;
  const header = { ...open, ...read.object };
  if (payload === undefined && options.payload === undefined) return 'the payload is detached: give it to check the signature.';
  if (payload !== undefined && options.payload !== undefined) return 'the token carries its payload, and another one was given beside it.';
  const signed = typeof payload === 'string' ? payload : detachedPayload(options.payload ?? '', header);
  return { header, jws: { ...(sealed !== '' && { protected: sealed }), header: open, payload: signed, signature } };
}

/**
 * Verifies the signatures of a JWS in JSON form, flattened or general. `valid` when the key made one of
 * them; `each` says of every one what became of it. Never throws.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7515#section-7.2
 */
export async function verifyJsonSignature(text: string, key: VerificationKey, options: VerifyOptions = {}): Promise<SignatureReading> {
  const { object, fault } = readJsonObject(text);
  if (object === null || fault !== null) return { status: 'not_checked', reason: `The JSON is broken: ${fault?.reason ?? ''}` };
  const entries = Array.isArray(object.signatures) ? object.signatures : [object];
  if (Array.isArray(object.signatures) && object.signature !== undefined) {
    return { status: 'not_checked', reason: 'It has both signature and signatures: neither form of a JWS.' };
  }
  if (entries.length === 0 || entries.length > MAX_SIGNATURES) {
    return { status: 'not_checked', reason: `It has ${entries.length} signatures; from 1 to ${MAX_SIGNATURES} are checked.` };
  }
  const each: SignatureResult[] = [];
  for (const entry of entries) each.push(await verifyEntry(entry, object.payload, key, options));
  const [first] = each;
  if (each.length > 1 || first === undefined) return together(each);
  const { alg: _alg, ...only } = first;
  return only;
}

async function verifyEntry(entry: unknown, payload: unknown, key: VerificationKey, options: VerifyOptions): Promise<SignatureResult> {
  const taken = take(entry, payload, options);
  if (typeof taken === 'string') return { status: 'not_checked', reason: `It cannot be checked: ${taken}`, alg: null };
  const { alg } = taken.header;
  return { ...(await verifyInput(taken, key)), alg: typeof alg === 'string' ? alg : null };
}

/** `1`, `1 and 3`, `1, 2 and 4`. */
function listed(numbers: readonly number[]): string {
  return numbers.length < 2 ? numbers.join() : `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;
}

/** What several signatures come to, each with its own result beside. */
function together(each: readonly SignatureResult[]): SignatureReading {
  const count = each.length;
  const numbers = each.flatMap(({ status }, index) => (status === 'valid' ? [index + 1] : []));
  const findings = each.flatMap(({ findings: said = [] }, index) =>
    said.map((one) => ({ ...one, message: `Signature ${index + 1}: ${one.message}` })),
  );
  const whole = { each: [...each], ...(findings.length > 0 && { findings }) };
  const [valid] = each.filter(({ status }) => status === 'valid');
  if (valid !== undefined) {
    const reason =
      numbers.length === 1
        ? `Signature ${listed(numbers)} of ${count}: ${valid.reason}`
        : `Signatures ${listed(numbers)} of ${count} hold: each verified with a key that was given.`;
    return { status: 'valid', reason, ...(valid.key !== undefined && { key: valid.key }), ...whole };
  }
  return each.some(({ status }) => status === 'invalid')
    ? { status: 'invalid', reason: `None of the ${count} signatures was made with this key.`, ...whole }
    : { status: 'not_checked', reason: `None of the ${count} signatures could be checked.`, ...whole };
}
