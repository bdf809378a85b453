/** Algorithms a key is made for on the spot. */
export const newKeyAlgorithms = ['ES256', 'RS256', 'PS256', 'EdDSA', 'ES384', 'ES512'] as const;
export type NewKeyAlgorithm = (typeof newKeyAlgorithms)[number];

/** A key pair as JWKs, named by its thumbprint (RFC 7638). */
export interface NewKey {
  readonly kid: string;
  readonly privateJwk: string;
  /** For whoever is to verify. */
  readonly publicJwk: string;
}
