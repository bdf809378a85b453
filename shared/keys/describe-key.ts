import { calculateJwkThumbprint, type JWK } from 'jose';
import { decodedLength } from '../inspector/base64url.ts';
import type { KnownJwk, ReadKey } from './key-reading.ts';

const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'];

const rsaSigning = ['RS256', 'PS256', 'RS384', 'PS384', 'RS512', 'PS512'];
const rsaEncryption = ['RSA-OAEP-256', 'RSA-OAEP', 'RSA-OAEP-384', 'RSA-OAEP-512'];
const agreement = ['ECDH-ES', 'ECDH-ES+A128KW', 'ECDH-ES+A192KW', 'ECDH-ES+A256KW'];
const ecdsa: Record<string, string> = { 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512' };

interface Abilities {
  readonly words: string;
  readonly bits: number | null;
  readonly signing: readonly string[];
  readonly encryption: readonly string[];
}

function secretAbilities(bits: number): Abilities {
  // A key shorter than the hash is refused by the algorithm (RFC 7518 §3.2); the AES ones take one exact length.
  const signing = [256, 384, 512].filter((hash) => bits >= hash).map((hash) => `HS${hash}`);
  const aes = [128, 192, 256].includes(bits) ? [`A${bits}KW`, `A${bits}GCMKW`] : [];
  return { words: `shared secret, ${bits} bits`, bits, signing, encryption: ['dir', ...aes] };
}

function abilities(jwk: KnownJwk): Abilities {
  const curve = jwk.crv ?? '';
  switch (jwk.kty) {
    case 'RSA': {
      const bits = modulusBits(jwk.n ?? '');
      return { words: `RSA, ${bits} bits`, bits, signing: rsaSigning, encryption: rsaEncryption };
    }
    case 'EC':
      return { words: `EC, ${curve}`, bits: null, signing: [ecdsa[curve] ?? []].flat(), encryption: agreement };
    case 'OKP':
      return curve === 'X25519'
        ? { words: `OKP, ${curve}`, bits: null, signing: [], encryption: agreement }
        : { words: `OKP, ${curve}`, bits: null, signing: ['EdDSA', 'Ed25519'], encryption: [] };
    case 'oct':
      return secretAbilities(decodedLength(jwk.k ?? '') * 8);
    default:
      return { words: jwk.kty, bits: null, signing: jwk.alg === undefined ? [] : [jwk.alg], encryption: [] };
  }
}

/** Bits of an RSA modulus given as Base64url, leading zeros not counted. */
export function modulusBits(modulus: string): number {
  const digits = modulus.replace(/^A+/, '');
  const bytes = decodedLength(modulus) - Math.floor(((modulus.length - digits.length) * 3) / 4);
  return bytes * 8;
}

/** The key without its private members; null where nothing would be left. */
export function publicHalf(jwk: KnownJwk): KnownJwk | null {
  if (jwk.kty === 'oct') return null;
  const { key_ops: _, ...rest } = jwk;
  return Object.fromEntries(Object.entries(rest).filter(([name]) => !privateMembers.includes(name))) as unknown as KnownJwk;
}

/** Names that a key's own `alg` and `use` leave of what its type could do. */
function narrowed(names: readonly string[], jwk: KnownJwk, use: 'sig' | 'enc'): readonly string[] {
  if (jwk.use !== undefined && jwk.use !== use) return [];
  if (jwk.alg === undefined) return names;
  return names.includes(jwk.alg) ? [jwk.alg] : [];
}

/**
 * Says of a checked key what it is and what it can do.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7638
 */
export async function describeKey(jwk: KnownJwk): Promise<ReadKey> {
  const { words, bits, signing, encryption } = abilities(jwk);
  return {
    kind: jwk.kty === 'oct' ? 'secret' : jwk.d !== undefined || 'priv' in jwk ? 'private' : 'public',
    jwk,
    publicJwk: publicHalf(jwk),
    words,
    bits,
    signingAlgorithms: narrowed(signing, jwk, 'sig'),
    encryptionAlgorithms: narrowed(encryption, jwk, 'enc'),
    thumbprint: await calculateJwkThumbprint(jwk as JWK),
  };
}
