import { describe, expect, test } from 'vitest';
import { credentialsIn } from '../../../shared/exchange/learn-secrets.ts';
import { maskSecrets, maskShortened } from '../../../shared/exchange/sealed-text.ts';
import type { KnownSecret } from '../../../shared/model/resolved-profile.ts';
import type { RawExchange } from '../../../shared/ports.ts';
import { rawExchange } from '../../fixtures/exchange/raw-exchange.ts';

const exchange = (responseHeaders: [string, string][], responseBody: string, requestHeaders: [string, string][] = []) =>
  rawExchange({ responseHeaders, responseBody, requestHeaders });
const valuesIn = (raw: RawExchange) => credentialsIn(raw).map(({ value }) => value);

describe('credentials an exchange carries become known', () => {
  test('cookies of the server, decoded and as they stand', () => {
    const learned = valuesIn(exchange([['Set-Cookie', 'session=abcdefgh%2Bijklmnop; Path=/; HttpOnly']], ''));
    expect(learned).toContain('abcdefgh+ijklmnop');
    expect(learned).not.toContain('/');
  });

  test.each([
    ['in JSON', [['Content-Type', 'application/json']], '{"access_token":"opaque\\/token-0123456789"}'],
    ['in JSON that breaks off', [['Content-Type', 'application/json']], '{"access_token":"opaque\\/token-0123456789","echo":{'],
    ['in a form', [['Content-Type', 'application/x-www-form-urlencoded']], 'access_token=opaque%2Ftoken-0123456789&x=y'],
  ] as [string, [string, string][], string][])('tokens %s', (_where, headers, body) => {
    expect(valuesIn(exchange(headers, body))).toContain('opaque/token-0123456789');
  });

  test('the credentials of the request, which a server may repeat in Base64 again', () => {
    expect(valuesIn(exchange([], '', [['Authorization', 'Basic Y2xpZW50OnNlY3JldA==']]))).toContain('Y2xpZW50OnNlY3JldA==');
  });

  test('words under such names are none: they must stay readable elsewhere', () => {
    const body = JSON.stringify({
      code: 'invalid_client_credentials',
      password: 'must have twelve characters',
      access_token: 'missing',
      error: 'x',
    });
    expect(valuesIn(exchange([['Set-Cookie', 'lang=en']], body))).toEqual([]);
  });
});

test('a secret that was cut by shortening a value for display is masked', () => {
  const secrets: KnownSecret[] = [{ kind: 'secret', value: 'hunter2-and-much-more' }];
  expect(maskShortened('The answer says “seen hunter2-and-m…”, not Bearer.', secrets)).toBe(
    'The answer says “seen [redacted secret]…”, not Bearer.',
  );
  expect(maskShortened(`It says ${btoa('seen hunter2-and-much-more').slice(0, 25)}…`, secrets)).not.toContain(btoa('seen hunter').slice(8));
  expect(maskShortened('Nothing of it… here.', secrets)).toBe('Nothing of it… here.');
});

test('a cut secret is found also where the cut went through an escape', () => {
  const secrets: KnownSecret[] = [{ kind: 'secret', value: 'grün & blau' }];
  for (const cut of ['saw gr%C3%BC%6e %2', 'saw gr\\u00fcn\\', 'saw gr&#252;n &am']) {
    expect(maskShortened(`${cut}…`, secrets)).toBe('saw [redacted secret]…');
  }
});

test('a request repeated twice, once percent-encoded and once in Base64, shows its secret in neither', () => {
  const request = 'POST /token?password=pass%7Eword-with%20everything HTTP/1.1';
  const text = JSON.stringify(['It said "no" to:', encodeURIComponent(request), btoa(request)]);
  const masked = maskSecrets(text, [{ kind: 'password', value: 'pass~word-with everything' }]);
  expect(masked).toMatch(/%3Fpassword%3D\[redacted password\]%20HTTP.*","UE9TVCAvdG9rZW4[\w+/]+\[redacted password\][\w+/=]+"\]$/);
});
