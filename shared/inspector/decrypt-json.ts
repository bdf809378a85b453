import type { FlattenedJWE } from 'jose';
import { AppError } from '../errors.ts';
import { isObject } from '../model/plain-object.ts';
import { base64urlFault, decodeText } from './base64url.ts';
import { type DecryptionKey, decryptRecipient, type EncryptedInput } from './decrypt-recipient.ts';
import { readJsonObject } from './json-object.ts';

/** More recipients than anybody encrypts for; each costs a decryption. */
const MAX_RECIPIENTS = 20;

function broken(reason: string): AppError {
  return new AppError('TOKEN_MALFORMED', { message: `The encrypted token is broken: ${reason}` });
}

/** A member that is Base64url, or absent. */
function encoded(object: Record<string, unknown>, name: string): string | undefined {
  const value = object[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw broken(`its ${name} is not text.`);
  const fault = base64urlFault(value);
  if (fault !== null) throw broken(`${name}, character ${fault.position + 1}: ${fault.reason}`);
  return value;
}

/** A member that is an object, or absent. */
function members(object: Record<string, unknown>, name: string): Record<string, unknown> {
  const value = object[name] ?? {};
  if (!isObject(value)) throw broken(`its ${name} is no JSON object.`);
  return value;
}

function protectedMembers(sealed: string | undefined): Record<string, unknown> {
  if (sealed === undefined || sealed === '') return {};
  const decoded = decodeText(sealed);
  if ('fault' in decoded) throw broken(`protected header: ${decoded.fault.reason}`);
  const { object, fault } = readJsonObject(decoded.text);
  if (object === null || fault !== null) throw broken(`protected header: ${fault?.reason ?? ''}`);
  return object;
}

/** The halves of a header as one. A name in two of them would let two readers see two different tokens. */
function joined(halves: readonly Record<string, unknown>[]): Record<string, unknown> {
  const names = halves.flatMap((half) => Object.keys(half));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw broken(`“${twice}” stands in two of its headers, which RFC 7516 §7.2.1 forbids.`);
  return Object.fromEntries(halves.flatMap((half) => Object.entries(half)));
}

/**
 * Takes a JWE in JSON form apart: what each recipient got, flattened.
 *
 * @throws AppError `TOKEN_MALFORMED` with what is broken
 * @see https://www.rfc-editor.org/rfc/rfc7516#section-7.2
 */
function takeRecipients(text: string): EncryptedInput[] {
  const { object, fault } = readJsonObject(text);
  if (object === null || fault !== null) throw broken(fault?.reason ?? '');
  const { recipients } = object;
  const several = recipients !== undefined;
  if (several && !Array.isArray(recipients)) throw broken('its recipients are no list.');
  if (several && (object.encrypted_key !== undefined || object.header !== undefined)) {
    throw broken('it has recipients and a header or key of its own: neither form of a JWE.');
  }
  const entries: readonly unknown[] = Array.isArray(recipients) ? recipients : [object];
  if (entries.length === 0 || entries.length > MAX_RECIPIENTS) {
    throw broken(`it has ${entries.length} recipients; from 1 to ${MAX_RECIPIENTS} are tried.`);
  }
  const ciphertext = encoded(object, 'ciphertext');
  if (ciphertext === undefined) throw broken('it has no ciphertext.');
  const sealed = encoded(object, 'protected');
  const [iv, tag, aad] = [encoded(object, 'iv'), encoded(object, 'tag'), encoded(object, 'aad')];
  const [protectedHalf, sharedHalf] = [protectedMembers(sealed), members(object, 'unprotected')];
  return entries.map((entry): EncryptedInput => {
    if (!isObject(entry)) throw broken('one of its recipients is no JSON object.');
    const [own, encryptedKey] = [members(entry, 'header'), encoded(entry, 'encrypted_key')];
    const header = joined([protectedHalf, sharedHalf, own]);
    const jwe = {
      ciphertext,
      ...(sealed !== undefined && sealed !== '' && { protected: sealed }),
      ...(iv !== undefined && { iv }),
      ...(tag !== undefined && { tag }),
      ...(aad !== undefined && { aad }),
      ...(object.unprotected !== undefined && { unprotected: sharedHalf }),
      ...(entry.header !== undefined && { header: own }),
      ...(encryptedKey !== undefined && { encrypted_key: encryptedKey }),
    };
    return { header, jwe: jwe as FlattenedJWE };
  });
}

/**
 * Opens a JWE in JSON form, flattened or general: the first recipient whom the key is for counts.
 *
 * @throws AppError `TOKEN_MALFORMED` where it is broken, `INPUT_INVALID` where the key opens it for no
 *   recipient, `UNSUPPORTED` where every recipient's algorithm is refused
 */
export async function decryptJson(text: string, key: DecryptionKey): Promise<{ text: string; how: string }> {
  const recipients = takeRecipients(text);
  const failures: AppError[] = [];
  for (const [index, recipient] of recipients.entries()) {
    try {
      const { how, ...opened } = await decryptRecipient(recipient, key);
      return { ...opened, how: recipients.length === 1 ? how : `Recipient ${index + 1} of ${recipients.length}. ${how}` };
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      failures.push(thrown);
    }
  }
  const [first] = failures;
  if (first !== undefined && failures.length === 1) throw first;
  const refused = failures.every(({ code }) => code === 'UNSUPPORTED');
  throw new AppError(refused ? 'UNSUPPORTED' : 'INPUT_INVALID', {
    message: failures.map(({ message }, index) => `Recipient ${index + 1}: ${message}`).join(' '),
    hint: 'Use the private key, or the secret, of one of those it was encrypted for.',
  });
}
