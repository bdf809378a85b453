import { expect, it } from 'vitest';
import { type CertificateReading, type KeyFacts, type TokenReading, tokenReading } from '../../../shared/model/token-reading.ts';
import { maskReading } from '../../../shared/workbench/run-masking.ts';

const canary = 'CANARY-f00dfeedfacade42';
const secrets = [{ kind: 'client_secret', value: canary }] as unknown as Parameters<typeof maskReading>[1];
const spec = { rfc: 'RFC 7519', section: '4', url: 'https://www.rfc-editor.org/rfc/rfc7519' };
const claim = { name: canary, value: { deep: [canary] }, meaning: `It is ${canary}.`, spec };
const finding = { id: 'x', severity: 'info', message: `It is ${canary}.`, spec } as const;
const party = { header: { kid: canary }, headerClaims: [claim], unprotected: [canary] };

const checked = { status: 'not_checked' as const, reason: `It is ${canary}.`, key: canary, findings: [finding] };

const certificate: CertificateReading = {
  ...{ subject: canary, issuer: canary, serialNumber: canary, keyWords: canary, keyThumbprint: canary, x5tS256: canary },
  ...{ signatureAlgorithm: canary, alternativeNames: [canary], extendedKeyUsages: [canary] },
  ...{ notBefore: '2020', notAfter: '2030', isAuthority: false, fingerprints: { sha256: 'AB', sha1: 'AB' } },
};

const key: KeyFacts = {
  ...{ kid: canary, kty: canary, use: canary, alg: canary, words: canary, thumbprint: canary },
  holds: 'public',
  members: [claim],
  findings: [finding],
  certificates: [certificate],
};

/** Every member a reading can have, with a secret wherever words of a server can stand. */
const inner: TokenReading = {
  kind: 'sd_jwt',
  header: { kid: canary },
  payload: { echo: canary },
  headerClaims: [claim],
  claims: [{ ...claim, specificTo: 'Keycloak' }],
  signature: {
    ...checked,
    each: [{ ...checked, alg: canary }],
  },
  findings: [finding],
  purpose: { id: 'id_token', title: 'ID token', spec, by: 'typ' },
  signatures: [party],
  recipients: [party],
  selective: { hash: canary, undisclosed: 1, disclosures: [{ name: canary, value: canary, salt: canary, digest: canary, path: canary }] },
  keys: [key],
  certificates: [certificate],
  error: { code: 'TOKEN_MALFORMED', message: `It is ${canary}.`, part: null, position: null },
};

it('a reading is masked in every member it can have', () => {
  const whole: TokenReading = { ...inner, nested: inner, keyBinding: inner };
  // The test sees all there is: a new member of the model must be in it.
  expect(Object.keys(whole).toSorted()).toEqual(Object.keys(tokenReading.shape).toSorted());
  const masked = maskReading(tokenReading.parse(whole), secrets);
  expect(JSON.stringify(masked).includes(canary)).toBe(false);
  expect(tokenReading.safeParse(masked).error).toBeUndefined();
  expect(masked.keyBinding?.purpose).toEqual(inner.purpose);
});
