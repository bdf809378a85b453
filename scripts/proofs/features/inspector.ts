import type { FeatureGroup } from '../proof.ts';

/** What the inspector reads, verifies and opens. */
export const inspectorFeatures: FeatureGroup = {
  title: 'The inspector',
  features: [
    {
      name: 'JWS and JWT, read, explained and verified',
      specs: 'RFC 7515, RFC 7519',
      proofs: {
        unit: [
          { file: 'unit/inspector/read-token.test.ts', title: '' },
          { file: 'unit/inspector/verify-signature.test.ts', title: '' },
          { file: 'unit/inspector/explain-members.test.ts', title: '' },
        ],
        commandLine: [{ file: 'integration/cli/inspect.test.ts', title: '' }],
        browser: [
          { file: 'e2e/inspector.spec.ts', title: 'a token of a run is opened here, and verified with the keys its issuer publishes' },
        ],
      },
    },
    {
      name: 'JWE, decrypted',
      specs: 'RFC 7516',
      proofs: {
        unit: [
          { file: 'unit/inspector/decrypt-token.test.ts', title: '' },
          { file: 'unit/inspector/decrypt-json.test.ts', title: '' },
        ],
        commandLine: [{ file: 'integration/cli/inspect.test.ts', title: '--decryption-key opens an encrypted token' }],
        browser: [{ file: 'e2e/inspector.spec.ts', title: 'an encrypted token is opened with its key, and what is inside is read' }],
      },
    },
    {
      name: 'JSON serialization, detached and nested',
      specs: 'RFC 7515 §7.2, RFC 7797',
      proofs: {
        unit: [
          {
            file: 'unit/inspector/verify-json.test.ts',
            title: 'general: each signature is told by itself, with its key, its algorithm and its reason',
          },
          { file: 'unit/inspector/read-forms.test.ts', title: 'a detached payload is asked for, read and verified with' },
          { file: 'unit/inspector/read-forms.test.ts', title: 'a JWT that is the payload of another' },
        ],
        commandLine: [
          { file: 'integration/cli/inspect.test.ts', title: 'a JWS in JSON form, an SD-JWT and a detached payload are verified' },
        ],
        browser: [
          { file: 'e2e/inspector.spec.ts', title: 'other forms: recipients, disclosures, keys, an assertion, a payload kept apart' },
        ],
      },
    },
    {
      name: 'SD-JWT with disclosures and key binding',
      specs: 'RFC 9901',
      proofs: {
        unit: [
          { file: 'unit/inspector/read-forms.test.ts', title: 'matches the RFC’s disclosures with its digests' },
          { file: 'unit/inspector/read-forms.test.ts', title: 'is read, and both signatures are verified' },
        ],
        commandLine: [
          { file: 'integration/cli/inspect.test.ts', title: 'a JWS in JSON form, an SD-JWT and a detached payload are verified' },
        ],
        browser: [
          { file: 'e2e/inspector.spec.ts', title: 'other forms: recipients, disclosures, keys, an assertion, a payload kept apart' },
        ],
      },
    },
    {
      name: 'Keys: JWK, JWK Set, PEM, PKCS#12, thumbprints',
      specs: 'RFC 7517, RFC 7638',
      proofs: {
        unit: [
          { file: 'unit/keys/read-key.test.ts', title: '' },
          { file: 'unit/inspector/read-forms.test.ts', title: 'a JWK: what it is, its thumbprint as RFC 7638' },
        ],
        commandLine: [{ file: 'integration/cli/inspect.test.ts', title: 'a key set is listed for people without its private parts' }],
        browser: [
          { file: 'e2e/inspector.spec.ts', title: 'other forms: recipients, disclosures, keys, an assertion, a payload kept apart' },
        ],
      },
    },
    {
      name: 'Certificates: x5c, PEM, chains',
      specs: 'RFC 5280, RFC 7468',
      proofs: {
        unit: [
          { file: 'unit/inspector/read-pem.test.ts', title: '' },
          { file: 'unit/inspector/read-forms.test.ts', title: 'are read, and their thumbprints agree' },
        ],
        commandLine: [{ file: 'integration/cli/inspect.test.ts', title: 'several signatures are told apart, and a certificate is read' }],
        browser: [
          { file: 'e2e/inspector.spec.ts', title: 'other forms: recipients, disclosures, keys, an assertion, a payload kept apart' },
        ],
      },
    },
    {
      name: 'The examples of the RFCs',
      specs: 'RFC 7515 to 7520, 7638, 7797, 8037, 9449',
      proofs: {
        unit: [{ file: 'unit/inspector/vectors.test.ts', title: '' }],
      },
    },
    {
      name: 'Changed tokens never come out as genuine',
      specs: 'RFC 8725',
      proofs: {
        unit: [
          { file: 'unit/inspector/mutations.test.ts', title: '' },
          { file: 'unit/inspector/hostile-texts.test.ts', title: '' },
        ],
        browser: [
          { file: 'e2e/inspector.spec.ts', title: 'claims are edited and signed with a new key; an attack says what the token now is' },
        ],
      },
    },
    {
      name: 'Two tokens compared',
      specs: '',
      proofs: {
        unit: [{ file: 'unit/inspector/compare-readings.test.ts', title: '' }],
        browser: [{ file: 'e2e/inspector.spec.ts', title: 'two tokens are compared: claims, lifetimes, scopes' }],
      },
    },
  ],
};
