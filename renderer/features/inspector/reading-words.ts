import type { TokenForm, TokenReading } from '../../../shared/model/token-reading.ts';

const forms: Record<TokenForm, { readonly title: string; readonly note: string | null }> = {
  jws: { title: 'Signed token (JWS)', note: null },
  jwe: { title: 'Encrypted token (JWE)', note: 'Encrypted for its recipient. Only the header can be read without the key.' },
  opaque: { title: 'Opaque token', note: 'It means something to its server only, and there is nothing in it to decode.' },
  jws_json: { title: 'Signed object (JWS JSON)', note: null },
  jwe_json: { title: 'Encrypted object (JWE JSON)', note: 'Encrypted for its recipients. Only the headers can be read without a key.' },
  sd_jwt: { title: 'Selective disclosure (SD-JWT)', note: 'The claims are what remains when the disclosures are put in their places.' },
  jwk: { title: 'JSON Web Key', note: null },
  jwk_set: { title: 'JSON Web Key Set', note: null },
  saml: { title: 'SAML assertion', note: 'Decoded, not validated: its signature is not checked here.' },
  certificate: {
    title: 'Certificate (X.509)',
    note: 'Read, and not verified: who issued it, and whether it was revoked, is not checked here.',
  },
  pem_key: { title: 'Key (PEM)', note: null },
};

/** What a reading is called, and what to know of such a thing before its parts. */
export function formWords({ kind, header, purpose, certificates = [] }: TokenReading): {
  readonly title: string;
  readonly note: string | null;
} {
  if (kind === 'jws' && header?.alg === 'none')
    return { title: 'Unsecured token', note: 'Nobody signed it: anybody can have written what it says.' };
  const form = kind === 'certificate' && certificates.length > 1 ? { ...forms[kind], title: 'Certificates (X.509)' } : forms[kind];
  if (purpose === undefined) return form;
  return {
    ...form,
    note: `${purpose.title}, as ${purpose.by === 'typ' ? 'its type (typ) says' : 'its claims say'}.${form.note === null ? '' : ` ${form.note}`}`,
  };
}
