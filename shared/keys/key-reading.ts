import type { JWK } from 'jose';
import type { CertificateFacts } from './certificate-facts.ts';

/** A JSON Web Key whose type is known; what it may hold beyond that was checked when it was read. */
export type KnownJwk = JWK & { readonly kty: string };

/** How a key was written down. */
export type KeyFormat = 'pem' | 'der' | 'jwk' | 'jwks' | 'pkcs12';

/** One key, ready for `jose.importJWK` and for Web Crypto. */
export interface ReadKey {
  readonly kind: 'private' | 'public' | 'secret';
  /** The whole key as it was given, private half included: a secret where `kind` is not `public`. */
  readonly jwk: KnownJwk;
  /** What may be shown and registered; null for a shared secret, which has no public half. */
  readonly publicJwk: KnownJwk | null;
  /** One phrase: “RSA, 2048 bits”. */
  readonly words: string;
  /** Bits of an RSA modulus or a shared secret; null where the curve says it all. */
  readonly bits: number | null;
  /** `alg` names it can sign and verify with, the commonest first. */
  readonly signingAlgorithms: readonly string[];
  /** `alg` names it can encrypt and decrypt with. */
  readonly encryptionAlgorithms: readonly string[];
  /** SHA-256 thumbprint, Base64url (RFC 7638). */
  readonly thumbprint: string;
}

/** What {@link readKey} found. */
export interface KeyReading {
  readonly format: KeyFormat;
  /** The key that was chosen: by `kid`, else the first private one, else the first. */
  readonly key: ReadKey;
  /** Every key in the input. */
  readonly keys: readonly ReadKey[];
  /** Keys that are there and cannot be used here, each as a sentence with the reason. */
  readonly passedOver: readonly string[];
  /** The certificate of the chosen key first, then its issuers, then the rest. */
  readonly certificates: readonly CertificateFacts[];
}
