import { createCipheriv, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Canary, makeCanary } from './canary.ts';
import { canaryScanner } from './find-canaries.ts';

const canary = makeCanary('password');
const others = [makeCanary('client secret'), makeCanary('cookie', 'cookie')];
const scanner = canaryScanner([canary, ...others]);
const { value } = canary;

/** Encoders of the platform and of common frameworks, written apart from the scanner's. */
const encoders: Record<string, (text: string) => string> = {
  'as it is': (text) => text,
  'in a form': (text) => String(new URLSearchParams([['client_secret', text]])),
  'in a form, in lower-case hex': (text) => String(new URLSearchParams([['x', text]])).replace(/%../g, (hex) => hex.toLowerCase()),
  'in a URL': (text) => new URL(`http://x/?q=${encodeURIComponent(text)}`).href,
  'in a URL, in lower-case hex': (text) => encodeURIComponent(text).replace(/%../g, (hex) => hex.toLowerCase()),
  'in a URL, every byte escaped': (text) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16)}`).join(''),
  'in JSON': (text) => JSON.stringify({ error_description: `saw ${text}` }),
  'in JSON with ASCII only': (text) =>
    JSON.stringify(text).replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
  'in JSON as PHP writes it': (text) => JSON.stringify(text).replaceAll('/', '\\/'),
  'in JSON within JSON': (text) => JSON.stringify(JSON.stringify({ text })),
  'in HTML': (text) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
  'in HTML as Python writes it': (text) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#x27;'),
  'as Basic credentials': (text) => `Basic ${btoa(unescape(encodeURIComponent(`client:${text}`)))}`,
  'as form-encoded Basic credentials': (text) => `Basic ${btoa(`my client:${encodeURIComponent(text)}`)}`,
  'in a JWT': (text) => `e30.${Buffer.from(JSON.stringify({ sub: 'x', seen: text })).toString('base64url')}.c2ln`,
  'as Basic credentials, in Base64 again': (text) => btoa(`Authorization: Basic ${Buffer.from(`id:${text}`).toString('base64')}`),
  'in hex': (text) => Buffer.from(text).toString('hex'),
  'without its second half': (text) => text.slice(0, 20),
  'without its first half': (text) => text.slice(-20),
};

describe('the scanner of the canary tests', () => {
  test.each(Object.keys(encoders))('finds a canary %s', (name) => {
    const planted = encoders[name]?.(value) ?? '';
    expect(scanner.find(`before ${planted} after`).map(({ kind }) => kind)).toContain('password');
  });

  test.each([0, 1, 2, 3, 4, 5])('finds a canary in Base64 after %i other bytes, whatever stands around it', (before) => {
    for (const encoding of ['base64', 'base64url'] as const) {
      for (const after of [0, 1, 2]) {
        const text = Buffer.concat([randomBytes(before), Buffer.from(value), randomBytes(after)]).toString(encoding);
        expect(scanner.find(text).map(({ kind }) => kind)).toContain('password');
      }
    }
  });

  test('finds a canary at the first and the last byte, in bytes that are no text, and says where', () => {
    const bytes = Buffer.concat([Buffer.from(value), randomBytes(5_000), Buffer.from(value)]);
    const places = scanner.find(bytes).map(({ at }) => at);
    expect(places).toContain(0);
    expect(places).toContain(bytes.length - Buffer.byteLength(value));
    expect(scanner.find(Buffer.from(value, 'latin1')).length).toBeGreaterThan(0);
  });

  test('tells canaries apart', () => {
    for (const other of others) expect(new Set(scanner.find(other.value).map(({ kind }) => kind))).toEqual(new Set([other.kind]));
  });

  test('finds nothing in what holds none: other canaries, noise, a sealed value', () => {
    const cipher = createCipheriv('aes-256-gcm', randomBytes(32), randomBytes(12));
    const innocent: (Canary | Buffer)[] = [
      makeCanary('stranger'),
      randomBytes(500_000),
      Buffer.concat([cipher.update(value), cipher.final()]),
    ];
    for (const thing of innocent) expect(scanner.find(Buffer.isBuffer(thing) ? thing : thing.value)).toEqual([]);
    expect(scanner.find('[redacted password] CANARY- YRANAC')).toEqual([]);
  });
});
