import { readingSections } from '../../shared/inspector/reading-sections.ts';
import type { ReadClaim, TokenReading } from '../../shared/model/token-reading.ts';
import { printable } from '../printable.ts';

const forms: Record<TokenReading['kind'], string> = {
  jws: 'JSON Web Token (JWS)',
  jwe: 'Encrypted token (JWE)',
  opaque: 'Opaque token',
  jws_json: 'Signed object in JSON form (JWS)',
  jwe_json: 'Encrypted object in JSON form (JWE)',
  sd_jwt: 'Token with selective disclosure (SD-JWT)',
  jwk: 'JSON Web Key (JWK)',
  jwk_set: 'JSON Web Key Set (JWKS)',
  saml: 'SAML assertion: decoded, not validated',
  certificate: 'Certificate (X.509): read, its issuer not checked',
  pem_key: 'Key in PEM',
};

const signatures: Record<TokenReading['signature']['status'], string> = {
  valid: 'valid',
  invalid: 'INVALID',
  not_checked: 'not checked',
};

/** Widest value that leaves room for its meaning on the same line. */
const VALUE_WIDTH = 44;

function members(title: string, claims: readonly ReadClaim[]): string[] {
  if (claims.length === 0) return [];
  const rows = claims.map(({ name, value, meaning, specificTo }) => ({
    name: printable(name),
    value: printable(typeof value === 'string' ? value : JSON.stringify(value)),
    meaning: printable(specificTo === undefined ? meaning : `${meaning} Specific to ${specificTo}.`),
  }));
  const nameWidth = Math.min(Math.max(...rows.map(({ name }) => name.length)), 24);
  const valueWidth = Math.min(Math.max(...rows.map(({ value }) => value.length)), VALUE_WIDTH);
  const lines = rows.map(({ name, value, meaning }) => {
    const start = `  ${name.padEnd(nameWidth)}  ${value}`;
    if (meaning === '') return start;
    if (value.length > VALUE_WIDTH) return `${start}\n  ${''.padEnd(nameWidth)}  ${meaning}`;
    return `  ${name.padEnd(nameWidth)}  ${value.padEnd(valueWidth)}  ${meaning}`;
  });
  return ['', title, ...lines];
}

/** What only some forms have. */
function formMembers(reading: TokenReading): string[] {
  const { nested, keyBinding } = reading;
  return [
    ...readingSections(reading).flatMap(({ title, summary, rows, signature }) => [
      ...members(printable(summary === '' ? title : `${title}: ${summary}`), rows),
      ...(signature === undefined ? [] : [`  ${signatures[signature.status]}: ${printable(signature.reason)}`]),
    ]),
    ...(keyBinding === undefined ? [] : indented('Proof of the holder (KB-JWT)', keyBinding)),
    ...(nested === undefined ? [] : indented('Token inside', nested)),
  ];
}

function indented(title: string, reading: TokenReading): string[] {
  return [
    '',
    title,
    ...readingText(reading)
      .split('\n')
      .map((line) => (line === '' ? '' : `  ${line}`)),
  ];
}

/** A reading for a person at a terminal. */
export function readingText(reading: TokenReading): string {
  const { kind, headerClaims, claims, signature, findings, purpose } = reading;
  return [
    purpose === undefined ? forms[kind] : `${purpose.title}: ${forms[kind]}`,
    ...((reading.signatures ?? reading.recipients ?? []).length > 1 ? [] : members('Header', headerClaims)),
    ...members(kind === 'saml' ? 'Assertion' : 'Claims', claims),
    ...formMembers(reading),
    ...(signature.status !== 'not_checked' || ['jws', 'jws_json', 'sd_jwt', 'saml'].includes(kind)
      ? ['', `Signature: ${signatures[signature.status]}`, `  ${printable(signature.reason)}`]
      : []),
    ...(findings.length > 0 ? ['', 'Findings'] : []),
    ...findings.map(({ severity, message }) => `  ${severity.padEnd(7)}  ${printable(message)}`),
  ].join('\n');
}
