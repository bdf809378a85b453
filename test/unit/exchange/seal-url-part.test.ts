import { expect, test } from 'vitest';
import { maskSecrets } from '../../../shared/exchange/sealed-text.ts';

/** A secret variable put into an address as it is: URL parsing escapes some of its characters and leaves others. */
const value = `Ab+/%41 ~"'&<é>=\\ü€zZ`;

test.each([
  ['the path', new URL(`http://server.example/tenants/${value}/token`), 'http://server.example/tenants/[redacted secret]/token'],
  ['the query', new URL(`http://server.example/token?tenant=${value}`), 'http://server.example/token?tenant=[redacted secret]'],
])('a secret that became part of %s of a URL is masked whole', (_place, url, masked) => {
  expect(maskSecrets(url.href, [{ kind: 'secret', value }])).toBe(masked);
});

test('a secret that became a host name is masked in the lower case it then has', () => {
  const host = new URL('https://Tenant-7F3A.server.example/').href;
  expect(maskSecrets(host, [{ kind: 'secret', value: 'Tenant-7F3A' }])).toBe('https://[redacted secret].server.example/');
});
