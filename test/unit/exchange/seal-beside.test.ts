import { describe, expect, it } from 'vitest';
import { sealExchange } from '../../../shared/exchange/seal-exchange.ts';
import type { RawHeaders } from '../../../shared/ports.ts';
import { rawExchange } from '../../fixtures/exchange/raw-exchange.ts';

const secrets = [{ kind: 'client_secret', value: 's3<cr3t' }] as const;
/** The secret as JSON and HTML escape it, in JSON in a URL: undone three times it stands there. */
const thrice = encodeURIComponent('{"m":"bad secret s3\\u0026lt;cr3t"}');

function shown(exchange: Parameters<typeof rawExchange>[0], known: Parameters<typeof sealExchange>[1] = secrets): string {
  return JSON.stringify(sealExchange(rawExchange(exchange), known).template);
}

describe('what stands beside a secret does not decide how deep it is looked for', () => {
  it.each<[string, RawHeaders]>([
    ['alone', []],
    ['beside an escape of another kind', [['ETag', '"a\\b"']]],
    [
      'beside escapes of every kind',
      [
        ['ETag', '"a\\b"'],
        ['X-A', '%20'],
        ['Link', '<a&amp;b>'],
      ],
    ],
  ])('in a header %s', (_, others) => {
    expect(shown({ responseHeaders: [['Location', `https://c.example/cb?e=${thrice}`], ...others] })).not.toContain('cr3t');
  });

  it.each(['"a\\b"', '%20', '&amp;', '"a\\b" %20 &amp; %5C'])('in a body beside %s', (other) => {
    expect(shown({ responseBody: `${other}\nhttps://c.example/cb?e=${thrice}\n${other}` })).not.toContain('cr3t');
  });

  it('in a header whose quotation mark is closed in none', () => {
    const responseHeaders: RawHeaders = [
      ['X-A', '<input value=hunter22 name="code'],
      ['X-B', '1'],
    ];
    expect(shown({ responseHeaders }, [])).not.toContain('hunter22');
  });
});
