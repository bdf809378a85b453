/** What the inspector knows of a signature algorithm. */
export interface SignatureAlgorithm {
  readonly words: string;
  readonly keyType: 'oct' | 'RSA' | 'EC' | 'OKP' | 'AKP';
  /** The only curves a key may have; empty where there are none. */
  readonly curves: readonly string[];
  /** Bytes every signature of this algorithm has; null where the key decides. */
  readonly signatureBytes: number | null;
  /** Whether we can verify it. What we cannot is still recognised, and said. */
  readonly supported: boolean;
}

function hmac(bits: number): SignatureAlgorithm {
  return {
    words: `HMAC with SHA-${bits}: a secret both sides share`,
    keyType: 'oct',
    curves: [],
    signatureBytes: bits / 8,
    supported: true,
  };
}

function rsa(words: string): SignatureAlgorithm {
  return { words, keyType: 'RSA', curves: [], signatureBytes: null, supported: true };
}

function ecdsa(curve: string, hash: number, signatureBytes: number, supported = true): SignatureAlgorithm {
  return { words: `ECDSA on ${curve} with SHA-${hash}`, keyType: 'EC', curves: [curve], signatureBytes, supported };
}

function postQuantum(parameters: number, signatureBytes: number): SignatureAlgorithm {
  return { words: `ML-DSA-${parameters}, safe from quantum computers`, keyType: 'AKP', curves: [], signatureBytes, supported: true };
}

const edwards = { keyType: 'OKP', supported: true } as const;

/**
 * Signature algorithms by their `alg` name.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7518#section-3.1
 */
export const signatureAlgorithms: ReadonlyMap<string, SignatureAlgorithm> = new Map([
  ['HS256', hmac(256)],
  ['HS384', hmac(384)],
  ['HS512', hmac(512)],
  ['RS256', rsa('RSA (PKCS #1 v1.5) with SHA-256')],
  ['RS384', rsa('RSA (PKCS #1 v1.5) with SHA-384')],
  ['RS512', rsa('RSA (PKCS #1 v1.5) with SHA-512')],
  ['PS256', rsa('RSA-PSS with SHA-256')],
  ['PS384', rsa('RSA-PSS with SHA-384')],
  ['PS512', rsa('RSA-PSS with SHA-512')],
  ['ES256', ecdsa('P-256', 256, 64)],
  ['ES384', ecdsa('P-384', 384, 96)],
  ['ES512', ecdsa('P-521', 512, 132)],
  ['ES256K', ecdsa('secp256k1', 256, 64, false)],
  ['EdDSA', { ...edwards, words: 'EdDSA', curves: ['Ed25519', 'Ed448'], signatureBytes: null }],
  ['Ed25519', { ...edwards, words: 'EdDSA on Ed25519', curves: ['Ed25519'], signatureBytes: 64 }],
  ['Ed448', { ...edwards, words: 'EdDSA on Ed448', curves: ['Ed448'], signatureBytes: 114, supported: false }],
  ['ML-DSA-44', postQuantum(44, 2420)],
  ['ML-DSA-65', postQuantum(65, 3309)],
  ['ML-DSA-87', postQuantum(87, 4627)],
]);

/**
 * How the content key of an encrypted token travels, by `alg` name.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7518#section-4.1
 */
export const keyManagementAlgorithms: ReadonlyMap<string, string> = new Map([
  ['RSA1_5', 'the content key is encrypted with RSA (PKCS #1 v1.5), which padding-oracle attacks can break'],
  ['RSA-OAEP', 'the content key is encrypted with RSA-OAEP'],
  ['RSA-OAEP-256', 'the content key is encrypted with RSA-OAEP and SHA-256'],
  ['RSA-OAEP-384', 'the content key is encrypted with RSA-OAEP and SHA-384'],
  ['RSA-OAEP-512', 'the content key is encrypted with RSA-OAEP and SHA-512'],
  ['A128KW', 'the content key is wrapped with a shared AES-128 key'],
  ['A192KW', 'the content key is wrapped with a shared AES-192 key'],
  ['A256KW', 'the content key is wrapped with a shared AES-256 key'],
  ['A128GCMKW', 'the content key is wrapped with a shared AES-128 key in GCM'],
  ['A192GCMKW', 'the content key is wrapped with a shared AES-192 key in GCM'],
  ['A256GCMKW', 'the content key is wrapped with a shared AES-256 key in GCM'],
  ['dir', 'a shared secret is used directly as the content key'],
  ['ECDH-ES', 'both sides agree on the content key by elliptic-curve Diffie-Hellman'],
  ['ECDH-ES+A128KW', 'the content key is wrapped with an AES-128 key agreed by elliptic-curve Diffie-Hellman'],
  ['ECDH-ES+A192KW', 'the content key is wrapped with an AES-192 key agreed by elliptic-curve Diffie-Hellman'],
  ['ECDH-ES+A256KW', 'the content key is wrapped with an AES-256 key agreed by elliptic-curve Diffie-Hellman'],
  ['PBES2-HS256+A128KW', 'the content key is wrapped with a key made from a password'],
  ['PBES2-HS384+A192KW', 'the content key is wrapped with a key made from a password'],
  ['PBES2-HS512+A256KW', 'the content key is wrapped with a key made from a password'],
]);

/**
 * How the content of an encrypted token is encrypted, by `enc` name.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7518#section-5.1
 */
export const contentEncryptions: ReadonlyMap<string, string> = new Map([
  ['A128CBC-HS256', 'AES-128 in CBC mode with HMAC SHA-256'],
  ['A192CBC-HS384', 'AES-192 in CBC mode with HMAC SHA-384'],
  ['A256CBC-HS512', 'AES-256 in CBC mode with HMAC SHA-512'],
  ['A128GCM', 'AES-128 in Galois/Counter mode'],
  ['A192GCM', 'AES-192 in Galois/Counter mode'],
  ['A256GCM', 'AES-256 in Galois/Counter mode'],
]);
