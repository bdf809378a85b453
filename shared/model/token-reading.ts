import { specLink } from './spec-link.ts';
import { z } from './zod.ts';

/** What a text turned out to be. */
export const tokenForm = z.enum([
  'jws',
  'jwe',
  'opaque',
  'jws_json',
  'jwe_json',
  'sd_jwt',
  'jwk',
  'jwk_set',
  'saml',
  'certificate',
  'pem_key',
]);
export type TokenForm = z.infer<typeof tokenForm>;

/** One member of a JOSE header or claims set, with what it means. */
export const readClaim = z.strictObject({
  name: z.string(),
  value: z.unknown(),
  /** One sentence: what the claim says here. Empty for a claim nobody registered. */
  meaning: z.string(),
  spec: specLink.nullable(),
  /** The product whose own claim this is; left out for registered and unknown ones. */
  specificTo: z.string().optional(),
});
export type ReadClaim = z.infer<typeof readClaim>;

export const finding = z.strictObject({
  id: z.string(),
  severity: z.enum(['info', 'warning', 'error']),
  message: z.string(),
  spec: specLink.nullable(),
});
export type Finding = z.infer<typeof finding>;

const checkedSignature = {
  status: z.enum(['valid', 'invalid', 'not_checked']),
  /** Why: which key and algorithm, or why not. */
  reason: z.string(),
  /** The key that was used, by `kid` or thumbprint. */
  key: z.string().optional(),
  /** What is to be said about the key itself: a signature may verify and still protect nothing. */
  findings: z.array(finding).optional(),
};

/** One of several signatures over the same payload, and what became of checking it. */
export const signatureResult = z.strictObject({
  ...checkedSignature,
  /** As its own header names it; null where that names none. */
  alg: z.string().nullable(),
});
export type SignatureResult = z.infer<typeof signatureResult>;

export const signatureReading = z.strictObject({
  ...checkedSignature,
  /** Each signature by itself, in the order of the token; only where there are several. */
  each: z.array(signatureResult).optional(),
});
export type SignatureReading = z.infer<typeof signatureReading>;

/** What a JWT is for, as its `typ` or its claims say. */
export const tokenPurpose = z.strictObject({
  /** `id_token`, `access_token`, `dpop_proof` … */
  id: z.string(),
  title: z.string(),
  spec: specLink,
  /** Its type (`typ`) says so; or only its claims look like it. */
  by: z.enum(['typ', 'claims']),
});
export type TokenPurpose = z.infer<typeof tokenPurpose>;

/** One signature of a JWS in JSON form, or one recipient of such a JWE. */
export const readParty = z.strictObject({
  /** The header parameters that count for it: protected, shared and its own. */
  header: z.record(z.string(), z.unknown()),
  headerClaims: z.array(readClaim),
  /** Names among them that nothing protects from being changed. */
  unprotected: z.array(z.string()),
});
export type ReadParty = z.infer<typeof readParty>;

/** One disclosure of an SD-JWT: a claim that its holder chose to show. */
export const readDisclosure = z.strictObject({
  /** Null for an element of an array. */
  name: z.string().nullable(),
  value: z.unknown(),
  salt: z.string(),
  /** Base64url, as the issuer signed it. */
  digest: z.string(),
  /** Where the value stands among the claims: `address.street_address`. Null where nothing the issuer signed has its digest. */
  path: z.string().nullable(),
});
export type ReadDisclosure = z.infer<typeof readDisclosure>;

/** One certificate: of a header's or key's `x5c`, or by itself. Its chain is not verified. */
export const certificateReading = z.strictObject({
  subject: z.string(),
  issuer: z.string(),
  /** Names beyond the subject: `DNS api.example.com`, `IP 127.0.0.1`. */
  alternativeNames: z.array(z.string()),
  /** Hexadecimal. */
  serialNumber: z.string(),
  /** ISO 8601, UTC. */
  notBefore: z.string(),
  notAfter: z.string(),
  /** `RSA, 2048 bits`; null for a key nothing here computes with. */
  keyWords: z.string().nullable(),
  /** SHA-256 thumbprint of the key, Base64url (RFC 7638). */
  keyThumbprint: z.string().nullable(),
  /** What it was signed with: `RSA with SHA-256`. */
  signatureAlgorithm: z.string(),
  /** Whether it may sign other certificates. */
  isAuthority: z.boolean(),
  /** `TLS server`, `TLS client` …; empty where it does not say. */
  extendedKeyUsages: z.array(z.string()),
  /** SHA-256 of it, Base64url (RFC 7515 §4.1.8). */
  x5tS256: z.string(),
  /** Fingerprints of it as other tools write them, `AB:CD:…`. */
  fingerprints: z.strictObject({ sha256: z.string(), sha1: z.string() }),
});
export type CertificateReading = z.infer<typeof certificateReading>;

/** One JSON Web Key. Private parts are masked. */
export const keyReading = z.strictObject({
  kid: z.string().nullable(),
  kty: z.string(),
  use: z.string().nullable(),
  alg: z.string().nullable(),
  /** `RSA, 2048 bits`. */
  words: z.string(),
  /** SHA-256 thumbprint, Base64url (RFC 7638); null for a key that has none. */
  thumbprint: z.string().nullable(),
  holds: z.enum(['public', 'private', 'secret']),
  members: z.array(readClaim),
  findings: z.array(finding),
  /** Of `x5c`. */
  certificates: z.array(certificateReading).optional(),
});
export type KeyFacts = z.infer<typeof keyReading>;

/** What the inspector says of one token. `grantbench inspect --json` prints exactly this. */
export const tokenReading = z.strictObject({
  kind: tokenForm,
  /** The JOSE header as it was in the token; null where there is none. */
  header: z.record(z.string(), z.unknown()).nullable(),
  /** The claims set, or null: not a JWT, encrypted, or not JSON. */
  payload: z.record(z.string(), z.unknown()).nullable(),
  /** Header members first, then claims, each in the order of the token. */
  headerClaims: z.array(readClaim),
  claims: z.array(readClaim),
  signature: signatureReading,
  findings: z.array(finding),
  /** Left out where nothing says what the token is for. */
  purpose: tokenPurpose.optional(),
  /** Every signature of a JWS in JSON form. */
  signatures: z.array(readParty).optional(),
  /** Every recipient of a JWE in JSON form. */
  recipients: z.array(readParty).optional(),
  /** Of an SD-JWT; its claims are those that remain when the disclosures are put in their places. */
  selective: z
    .strictObject({
      /** As `_sd_alg` names it. */
      hash: z.string(),
      disclosures: z.array(readDisclosure),
      /** Digests no disclosure matches: claims that are kept back, and decoys. */
      undisclosed: z.number().int(),
    })
    .optional(),
  /** The keys of a JWK or JWK Set. */
  keys: z.array(keyReading).optional(),
  /** The certificates of `x5c`, or of a PEM text, in the order they stand in: the key's own should be first. */
  certificates: z.array(certificateReading).optional(),
  /** The token that is the payload of this one. */
  get nested(): z.ZodOptional<typeof tokenReading> {
    return tokenReading.optional();
  },
  /** The proof of who presents an SD-JWT (KB-JWT). */
  get keyBinding(): z.ZodOptional<typeof tokenReading> {
    return tokenReading.optional();
  },
  /** Where exactly reading stopped, if it did. */
  error: z
    .strictObject({ code: z.string(), message: z.string(), part: z.string().nullable(), position: z.number().int().nullable() })
    .optional(),
});
export type TokenReading = z.infer<typeof tokenReading>;
