import type { KnownJwk } from './key-reading.ts';

/** One name of a certificate beyond its subject (RFC 5280 §4.2.1.6). */
export interface AlternativeName {
  readonly type: 'dns' | 'ip' | 'uri' | 'email' | 'directory' | 'other';
  readonly value: string;
}

/** What a certificate says. Nothing of it was verified: neither the signature nor the chain. */
export interface CertificateFacts {
  /** Distinguished name as RFC 4514 writes it, the form `tls_client_auth_subject_dn` takes. */
  readonly subject: string;
  readonly issuer: string;
  readonly alternativeNames: readonly AlternativeName[];
  /** Hexadecimal. */
  readonly serialNumber: string;
  /** ISO 8601, UTC. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** Whether it may sign other certificates. */
  readonly isAuthority: boolean;
  /** Subject and issuer are the same name: a root, or self-signed. */
  readonly selfIssued: boolean;
  /** “RSA with SHA-256”; the identifier where we know no name. */
  readonly signatureAlgorithm: string;
  readonly extendedKeyUsages: readonly string[];
  /** null where the key is of a kind nothing here computes with. */
  readonly publicJwk: KnownJwk | null;
  /** Thumbprint of the public key (RFC 7638), to find the private key that belongs to it. */
  readonly keyThumbprint: string | null;
  /** SHA-256 of the whole certificate, Base64url: `x5t#S256` (RFC 7515 §4.1.8, RFC 8705 §3.1). */
  readonly x5tS256: string;
  readonly pem: string;
}
