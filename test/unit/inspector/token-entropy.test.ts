import { randomBytes } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { readToken } from '../../../shared/inspector/read-token.ts';
import { entropyLimit } from '../../../shared/inspector/token-entropy.ts';

const said = (text: string) =>
  readToken(text)
    .findings.map(({ severity, message }) => `${severity} ${message}`)
    .join('');

describe('how much randomness an opaque token can have at most', () => {
  test.each<[string, string, string | null, number]>([
    ['digits', '0123456789', null, 33],
    ['hexadecimal', '0123456789abcdef0123456789abcdef', null, 128],
    ['Base64url of 16 bytes', '2YotnFZFEjr1zCsicMWpA-', null, 132],
    ['one character again and again', 'a'.repeat(64), null, 0],
    ['a UUID of version 4 (RFC 9562 §5.4)', 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6', '4', 122],
    ['a UUID made of the time', 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6', '1', 14],
  ])('%s', (_what, text, version, bits) => {
    expect(entropyLimit(text, version)).toBe(bits);
  });

  it('never less than what was drawn', () => {
    for (const bytes of [16, 20, 32, 64]) {
      expect(entropyLimit(randomBytes(bytes).toString('base64url'), null)).toBeGreaterThanOrEqual(bytes * 8);
      expect(entropyLimit(randomBytes(bytes).toString('hex'), null)).toBeGreaterThanOrEqual(bytes * 8);
    }
  });

  it('is said; few are warned of; of a known beginning nothing counts', () => {
    expect(said('2YotnFZFEjr1zCsicMWpAA')).toMatch(/^info .* At most 1[23]\d bits of randomness\.$/);
    expect(said('f81d4fae-7dec-41d0-a765-00a0c91e6bf6')).toMatch(/^info .*At most 122 bits of randomness; what nobody can guess has 128\./);
    expect(said('12345678')).toMatch(/^warning .*At most 26 bits/);
    expect(said('ory_at_12345678')).toMatch(/^warning .*At most 26 bits.*an access token of Ory Hydra/);
  });
});
