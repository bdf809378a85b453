import { base64url, CompactSign, importJWK, importPKCS8, type JWK } from 'jose';
import { AppError } from '../errors.ts';
import { signatureAlgorithms } from './algorithms.ts';
import { findJsonFault } from './json-fault.ts';
import { type SecretEncoding, secretBytes } from './verification-key.ts';

/** What signs a token made by hand. */
export type SigningKey =
  | { readonly kind: 'secret'; readonly secret: string; readonly encoding: SecretEncoding }
  /** A private key as JWK or PEM (PKCS #8). */
  | { readonly kind: 'text'; readonly text: string };

/** What stands in the third part of a token made by hand. */
export type Sealing =
  | { readonly kind: 'sign'; readonly key: SigningKey }
  /** Nothing: as in an unsecured token, or one whose signature was cut off. */
  | { readonly kind: 'nothing' }
  /** The signature of another token, which does not fit. */
  | { readonly kind: 'keep'; readonly signature: string };

interface MakeTokenInput {
  readonly header: string;
  readonly payload: string;
  readonly sealing: Sealing;
}

/**
 * Makes a token of a header and claims as they were typed. White space between the members is left
 * out; numbers and the order of members stay as they are.
 *
 * @throws AppError `INPUT_INVALID` where a part is no JSON object, or the key cannot sign with the header's algorithm
 * @see https://www.rfc-editor.org/rfc/rfc7515#section-5.1
 */
export async function makeToken({ header, payload, sealing }: MakeTokenInput): Promise<string> {
  const members = jsonObject(header, 'header');
  jsonObject(payload, 'payload');
  switch (sealing.kind) {
    case 'nothing':
      return `${encoded(header)}.${encoded(payload)}.`;
    case 'keep':
      return `${encoded(header)}.${encoded(payload)}.${sealing.signature}`;
    case 'sign':
      return sign(members, bare(payload), sealing.key);
  }
}

function jsonObject(text: string, part: 'header' | 'payload'): Record<string, unknown> {
  const fault = findJsonFault(text);
  const value: unknown = fault === null ? JSON.parse(text) : null;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  const reason = fault === null ? 'it must be an object in braces' : `character ${fault.position + 1}: ${fault.reason}`;
  throw new AppError('INPUT_INVALID', { message: `The ${part} is no JSON object: ${reason}`, hint: 'Correct it where it is underlined.' });
}

/** Without the white space between members, and else as it was typed. */
function bare(json: string): Uint8Array<ArrayBuffer> {
  const text = json.replaceAll(/"(?:[^"\\]|\\.)*"|\s+/g, (piece) => (piece.startsWith('"') ? piece : ''));
  return new TextEncoder().encode(text);
}

function encoded(json: string): string {
  return base64url.encode(bare(json));
}

async function sign(header: Record<string, unknown>, payload: Uint8Array, key: SigningKey): Promise<string> {
  const { alg } = header;
  const algorithm = typeof alg === 'string' ? signatureAlgorithms.get(alg) : undefined;
  if (typeof alg !== 'string' || algorithm?.supported !== true) {
    throw new AppError('INPUT_INVALID', {
      message: `The header’s alg (${JSON.stringify(alg) ?? 'missing'}) is no algorithm that can be signed with here.`,
      hint: 'Write an algorithm such as HS256, RS256, ES256 or EdDSA into the header.',
    });
  }
  const isSecret = algorithm.keyType === 'oct';
  if (key.kind === 'secret' && !isSecret) throw mismatch(alg, 'it is a shared secret, and this algorithm takes a private key');
  const imported = key.kind === 'secret' ? secretBytes(key.secret, key.encoding) : await importPrivateKey(key.text, alg);
  if (isSecret && !(imported instanceof Uint8Array)) throw mismatch(alg, 'it is a key pair, and this algorithm takes a shared secret');
  try {
    return await new CompactSign(payload).setProtectedHeader({ ...header, alg }).sign(imported);
  } catch (thrown) {
    throw mismatch(alg, thrown instanceof Error ? thrown.message : 'it is of another kind');
  }
}

/** @throws AppError `INPUT_INVALID` */
async function importPrivateKey(text: string, alg: string): Promise<CryptoKey | Uint8Array> {
  const pem = /-----BEGIN PRIVATE KEY-----[^-]*-----END PRIVATE KEY-----/.exec(text)?.[0];
  try {
    if (pem !== undefined) return await importPKCS8(pem, alg);
    const jwk = JSON.parse(text) as JWK;
    if (jwk.d === undefined && jwk.k === undefined && jwk.priv === undefined) throw new TypeError('it has no private part');
    const { key_ops: _operations, use: _use, ...members } = jwk;
    return await importJWK(members as JWK, alg);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) {
      throw new AppError('INPUT_INVALID', {
        message: 'The key is neither a JWK nor a PEM private key (PKCS #8).',
        hint: 'Paste a private JWK, or convert: openssl pkcs8 -topk8 -nocrypt -in key.pem.',
      });
    }
    throw mismatch(alg, thrown instanceof Error ? thrown.message : 'it cannot be read');
  }
}

function mismatch(alg: string, reason: string): AppError {
  return new AppError('INPUT_INVALID', {
    message: `This key cannot sign with ${alg}: ${reason}.`,
    hint: 'Choose a key of that kind, or change alg in the header.',
  });
}
