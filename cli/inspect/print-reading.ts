import type { ReadClaim, TokenReading } from '../../shared/model/token-reading.ts';
import { printable } from '../printable.ts';

const forms: Record<TokenReading['kind'], string> = {
  jws: 'JSON Web Token (JWS)',
  jwe: 'Encrypted token (JWE)',
  opaque: 'Opaque token',
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
  const rows = claims.map(({ name, value, meaning }) => ({
    name: printable(name),
    value: printable(typeof value === 'string' ? value : JSON.stringify(value)),
    meaning: printable(meaning),
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

/** A reading for a person at a terminal. */
export function readingText(reading: TokenReading): string {
  const { kind, headerClaims, claims, signature, findings } = reading;
  return [
    forms[kind],
    ...members('Header', headerClaims),
    ...members('Claims', claims),
    ...(kind === 'jws' ? ['', `Signature: ${signatures[signature.status]}`, `  ${printable(signature.reason)}`] : []),
    ...(findings.length > 0 ? ['', 'Findings'] : []),
    ...findings.map(({ severity, message }) => `  ${severity.padEnd(7)}  ${printable(message)}`),
  ].join('\n');
}
