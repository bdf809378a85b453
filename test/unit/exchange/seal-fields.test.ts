import { describe, expect, it } from 'vitest';
import { sealExchange } from '../../../shared/exchange/seal-exchange.ts';
import { maskedExchange, unsealExchange } from '../../../shared/exchange/unseal-exchange.ts';
import { type RawParts, rawExchange } from '../../fixtures/exchange/raw-exchange.ts';

/** The masked exchange, after proving that unsealing gives back what went in. */
function masked(parts: RawParts) {
  const raw = rawExchange(parts);
  const { template, sealed } = sealExchange(raw, []);
  const plain = unsealExchange(template, sealed);
  expect(plain.request.url).toBe(raw.request.url);
  expect(plain.request.headers).toEqual(raw.request.headers);
  expect(plain.response?.headers).toEqual(raw.response?.headers);
  return maskedExchange(template);
}
const body = (responseBody: string) => masked({ responseBody }).response?.body;

describe('what is sealed by the field it stands in', () => {
  it('keeps the scheme of Authorization readable and nothing after it', () => {
    const { request } = masked({
      requestHeaders: [
        ['authorization', 'Basic aWQ6c2VjcmV0'],
        ['Proxy-Authorization', 'Bearer a b c'],
        ['AUTHORIZATION', 'justatoken'],
      ],
    });
    expect(request.headers.map(([, value]) => value)).toEqual([
      'Basic [redacted authorization]',
      'Bearer [redacted authorization]',
      '[redacted authorization]',
    ]);
  });

  it('keeps the names of cookies and the attributes of Set-Cookie', () => {
    const { request, response } = masked({
      requestHeaders: [['Cookie', 'sid=abc; theme=dark;bare']],
      responseHeaders: [['set-cookie', 'sid=a=b; Path=/; HttpOnly']],
    });
    expect(request.headers[0]?.[1]).toBe('sid=[redacted cookie]; theme=[redacted cookie];[redacted cookie]');
    expect(response?.headers[0]?.[1]).toBe('sid=[redacted cookie]; Path=/; HttpOnly');
  });

  it('seals headers with telling names whole, and leaves ordinary ones', () => {
    const { request } = masked({
      requestHeaders: [
        ['X-Api-Key', 'k1'],
        ['DPoP', 'a.b.c'],
        ['X-CSRF-Token', 't'],
        ['Content-Type', 'text/plain'],
        ['Accept', 'application/json'],
      ],
    });
    expect(request.headers.map(([, value]) => value)).toEqual([
      '[redacted secret]',
      '[redacted assertion]',
      '[redacted token]',
      'text/plain',
      'application/json',
    ]);
  });

  it('seals form parameters, raw spaces and quotes included, whatever the case of the name', () => {
    const { request } = masked({
      requestHeaders: [['content-type', 'application/x-www-form-urlencoded;charset=UTF-8']],
      requestBody:
        'grant_type=password&username=al&Password=a b"c&client_secret=s&code_verifier=v&subject_token=t&client_assertion=j&scope=x',
    });
    expect(request.body).toBe(
      'grant_type=password&username=al&Password=[redacted password]&client_secret=[redacted client_secret]&code_verifier=[redacted code_verifier]&subject_token=[redacted token]&client_assertion=[redacted assertion]&scope=x',
    );
  });

  it('seals parameters of queries, fragments and Location, also inside an encoded URL', () => {
    const { request, response } = masked({
      url: 'https://me:pw@server.example/cb?code=c1&state=s&next=https%3A%2F%2Fx.example%2F%3Faccess_token%3Dnested%26a%3D1#id_token=i&x=1',
      responseHeaders: [['Location', 'app:/cb?state=s&code=c 2&iss=i#access_token=a']],
    });
    expect(request.url).toBe(
      'https://me:[redacted password]@server.example/cb?code=[redacted code]&state=s&next=https%3A%2F%2Fx.example%2F%3Faccess_token%3D[redacted access_token]%26a%3D1#id_token=[redacted id_token]&x=1',
    );
    expect(response?.headers[0]?.[1]).toBe('app:/cb?state=s&code=[redacted code]&iss=i#access_token=[redacted access_token]');
  });

  it('seals members of JSON at any depth, escapes and objects included', () => {
    expect(body('{"a":[{"access_token" : "x\\"y","expires_in":3600}],"refresh_token":"r","SAMLResponse":"p"}')).toBe(
      '{"a":[{"access_token" : "[redacted access_token]","expires_in":3600}],"refresh_token":"[redacted refresh_token]","SAMLResponse":"[redacted assertion]"}',
    );
    expect(body('{"access_token":{"value":"x","s":"}"},"z":1}')).toBe('{"access_token":[redacted access_token],"z":1}');
    expect(body('{"password":1234,"token":null,"code":400}')).toBe('{"password":[redacted password],"token":null,"code":400}');
    expect(body('{"accessToken":"x","clientSecret":"y"}')).toBe(
      '{"accessToken":"[redacted access_token]","clientSecret":"[redacted client_secret]"}',
    );
  });

  it('seals members of JSON that stands as text inside JSON, and of escaped names', () => {
    const inner = JSON.stringify({ id_token: 'i"i', note: 'n' });
    expect(body(JSON.stringify({ error_description: inner }))).toBe(
      '{"error_description":"{\\"id_token\\":\\"[redacted id_token]\\",\\"note\\":\\"n\\"}"}',
    );
    expect(body('{"access\\u005ftoken":"x"}')).toBe('{"access\\u005ftoken":"[redacted access_token]"}');
  });

  it('seals to the end of an answer that breaks off', () => {
    expect(body('{"access_token":"never ends')).toBe('{"access_token":"[redacted access_token]');
    expect(body('{"access_token":["never ends')).toBe('{"access_token":[redacted access_token]');
  });

  it('seals parameters in plain text and HTML up to where the value ends', () => {
    expect(body('<a href="https://x.example/cb?code=abc&amp;state=1">go</a>')).toBe(
      '<a href="https://x.example/cb?code=[redacted code]&amp;state=1">go</a>',
    );
    expect(body('access_token=gho_1&scope=&token_type=bearer')).toBe('access_token=[redacted access_token]&scope=&token_type=bearer');
  });

  it('seals the fields of HTML forms and quoted values of code', () => {
    expect(
      body(`<form><input type="hidden" name="SAMLResponse" value="PHNhbWw+"><INPUT value='abc' name=code><input name="state" value="s">`),
    ).toBe(
      `<form><input type="hidden" name="SAMLResponse" value="[redacted assertion]"><INPUT value='[redacted code]' name=code><input name="state" value="s">`,
    );
    expect(body('<script>var access_token = "abc"; x.code=\'d e\'; if (code == 5) f();</script>')).toBe(
      '<script>var access_token = "[redacted access_token]"; x.code=\'[redacted code]\'; if (code == 5) f();</script>',
    );
  });

  it('leaves server metadata readable', () => {
    const metadata = JSON.stringify({
      issuer: 'https://server.example',
      token_endpoint: 'https://server.example/token',
      token_endpoint_auth_methods_supported: ['client_secret_basic'],
      token_endpoint_auth_signing_alg_values_supported: ['RS256'],
      id_token_signing_alg_values_supported: ['RS256'],
      authorization_endpoint: 'https://server.example/auth',
      response_types_supported: ['code', 'id_token token'],
      code_challenge_methods_supported: ['S256'],
      tls_client_certificate_bound_access_tokens: true,
    });
    expect(body(metadata)).toBe(metadata);
    expect(body('{"token_type":"Bearer","issued_token_type":"urn:x","token_use":"access","client_secret_expires_at":0}')).toBe(
      '{"token_type":"Bearer","issued_token_type":"urn:x","token_use":"access","client_secret_expires_at":0}',
    );
  });
});
