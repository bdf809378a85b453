import { deflateRawSync } from 'node:zlib';
import { rfc9901 } from '../fixtures/sd-jwt/rfc9901.ts';
import { corpora, type Vector, type VectorKey } from '../fixtures/vectors/vectors.ts';

interface Named {
  readonly name: string;
  readonly text: string;
}

/** A token that holds, and the key it holds with. */
interface SignedOriginal extends Named {
  readonly kind: 'signed';
  readonly key: VectorKey;
  readonly payload: string | undefined;
  /** What is signed, as the pieces of the token: a token that verifies must have one of these. */
  readonly signed: readonly string[];
}

/** A presentation that holds, with the key of its issuer. */
interface SdJwtOriginal extends Named {
  readonly kind: 'sd_jwt';
  readonly key: VectorKey;
}

interface EncryptedOriginal extends Named {
  readonly kind: 'encrypted';
  readonly key: VectorKey;
  /** What lies inside. */
  readonly plaintext: string;
}

/** What has no signature that is checked: keys, certificates, assertions. */
interface ReadOriginal extends Named {
  readonly kind: 'read';
}

export type Original = SignedOriginal | SdJwtOriginal | EncryptedOriginal | ReadOriginal;

/** Header and payload as they go under the signature, for each signature there is. */
function signedPieces({ input, payload }: Vector): string[] {
  if (typeof input === 'string') return [input.slice(0, input.lastIndexOf('.'))];
  const entries = Array.isArray(input.signatures) ? (input.signatures as { protected?: string }[]) : [input];
  return entries.map((entry) => `${String(entry.protected ?? '')}.${payload === undefined ? String(input.payload) : ''}`);
}

/** Passwords are hashed thousands of times, which would take the time of everything else. */
const isSlow = (key: VectorKey) => 'password' in key;

/** Every example of the corpora that verifies or decrypts, with each key it does so with: compact and JSON, JWS and JWE. */
const tokens = corpora.flatMap(({ keys, vectors }) =>
  vectors.flatMap((vector) =>
    vector.results.flatMap((result): Original[] => {
      const key = keys[result.key];
      if (key === undefined || result.refused !== undefined || isSlow(key)) return [];
      const name = `${vector.source}, ${vector.what}`;
      const text = typeof vector.input === 'string' ? vector.input : JSON.stringify(vector.input);
      return result.verifies === undefined
        ? [{ kind: 'encrypted', name, text, key, plaintext: result.decrypts ?? '' }]
        : [{ kind: 'signed', name, text, key, payload: vector.payload, signed: signedPieces(vector) }];
    }),
  ),
);

const presentations = rfc9901.vectors.map(
  ({ source, what, sdJwt }): Original => ({ kind: 'sd_jwt', name: `${source}, ${what}`, text: sdJwt, key: rfc9901.issuerKey.jwk }),
);

const sets = corpora.flatMap(({ keySets = [] }) => keySets);
const keySets = sets.map(({ source, jwks }): Original => ({ kind: 'read', name: source, text: JSON.stringify(jwks, null, 1) }));

/** Certificates of the RFCs, Base64 of DER. */
const certificates = sets.flatMap(({ jwks }) => jwks.keys.flatMap(({ x5c }) => (Array.isArray(x5c) ? [String(x5c[0])] : [])));
const pem = (body: string) => `-----BEGIN CERTIFICATE-----\n${body.replaceAll(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`;
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const chains: readonly Original[] = [
  { kind: 'read', name: 'certificates in PEM', text: certificates.map(pem).join('') },
  { kind: 'read', name: 'a certificate in Base64', text: certificates[0] ?? '' },
  {
    kind: 'read',
    name: 'certificates in x5c',
    text: `${encode({ alg: 'RS256', x5c: certificates })}.${encode({ iss: 'a' })}.${'A'.repeat(342)}`,
  },
];

const assertion = `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a" IssueInstant="2026-11-22T00:00:00Z">
<saml:Issuer>https://idp.example</saml:Issuer><saml:Subject><saml:NameID>alice@example.com</saml:NameID></saml:Subject>
<saml:Conditions NotBefore="2020-01-01T00:00:00Z" NotOnOrAfter="2036-01-01T00:05:00Z"><saml:AudienceRestriction>
<saml:Audience>https://sp.example</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AttributeStatement>
<saml:Attribute Name="groups"><saml:AttributeValue>a</saml:AttributeValue></saml:Attribute></saml:AttributeStatement></saml:Assertion>`;
const assertions: readonly Original[] = [
  { kind: 'read', name: 'SAML as XML', text: assertion },
  { kind: 'read', name: 'SAML in Base64', text: Buffer.from(assertion).toString('base64') },
  { kind: 'read', name: 'SAML, deflated', text: deflateRawSync(assertion).toString('base64') },
];

/** Something of every form that the inspector reads. */
export const originals: readonly Original[] = [...tokens, ...presentations, ...keySets, ...chains, ...assertions];
