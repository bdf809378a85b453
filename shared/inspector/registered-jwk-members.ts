import { rfc, type SpecLink } from '../model/spec-link.ts';

/**
 * What the members of a JSON Web Key are.
 *
 * @see https://www.iana.org/assignments/jose/jose.xhtml#web-key-parameters
 */
export const registeredJwkMembers: ReadonlyMap<string, readonly [meaning: string, spec: SpecLink]> = new Map([
  ['kty', ['Type of the key.', rfc(7517, '4.1')]],
  ['use', ['What it is for: sig signs, enc encrypts.', rfc(7517, '4.2')]],
  ['key_ops', ['What it may be used for, one by one.', rfc(7517, '4.3')]],
  ['alg', ['The one algorithm it is for.', rfc(7517, '4.4')]],
  ['kid', ['Its name; a token names it as kid in the header.', rfc(7517, '4.5')]],
  ['x5u', ['Address of its certificate.', rfc(7517, '4.6')]],
  ['x5c', ['Its certificate, and those that vouch for it.', rfc(7517, '4.7')]],
  ['x5t', ['SHA-1 of its certificate.', rfc(7517, '4.8')]],
  ['x5t#S256', ['SHA-256 of its certificate.', rfc(7517, '4.9')]],
  ['crv', ['Its curve.', rfc(7518, '6.2.1.1')]],
  ['x', ['Public point, first coordinate.', rfc(7518, '6.2.1.2')]],
  ['y', ['Public point, second coordinate.', rfc(7518, '6.2.1.3')]],
  ['n', ['RSA modulus.', rfc(7518, '6.3.1.1')]],
  ['e', ['RSA public exponent.', rfc(7518, '6.3.1.2')]],
  ['d', ['Private part.', rfc(7518, '6.2.2.1')]],
  ['p', ['Private part: first prime.', rfc(7518, '6.3.2.2')]],
  ['q', ['Private part: second prime.', rfc(7518, '6.3.2.3')]],
  ['dp', ['Private part: exponent of the first prime.', rfc(7518, '6.3.2.4')]],
  ['dq', ['Private part: exponent of the second prime.', rfc(7518, '6.3.2.5')]],
  ['qi', ['Private part: coefficient.', rfc(7518, '6.3.2.6')]],
  ['oth', ['Private part: further primes.', rfc(7518, '6.3.2.7')]],
  ['k', ['The secret itself.', rfc(7518, '6.4.1')]],
  ['pub', ['Public key.', rfc(9964)]],
  ['priv', ['Private part.', rfc(9964)]],
  [
    'ext',
    [
      'Whether a browser may hand it out again (Web Crypto).',
      { rfc: 'Web Cryptography API', section: '', url: 'https://www.w3.org/TR/webcrypto-2/' },
    ],
  ],
  [
    'iat',
    ['When it was issued.', { rfc: 'OpenID Federation 1.0', section: '8.7.2', url: 'https://openid.net/specs/openid-federation-1_0.html' }],
  ],
  [
    'nbf',
    [
      'Not to be used before.',
      { rfc: 'OpenID Federation 1.0', section: '8.7.2', url: 'https://openid.net/specs/openid-federation-1_0.html' },
    ],
  ],
  [
    'exp',
    [
      'Not to be used any more from then on.',
      { rfc: 'OpenID Federation 1.0', section: '8.7.2', url: 'https://openid.net/specs/openid-federation-1_0.html' },
    ],
  ],
]);
