import { rfc } from '../model/spec-link.ts';
import { contentEncryptions, keyManagementAlgorithms, signatureAlgorithms } from './algorithms.ts';
import { type ClaimMeaning, counted, fixed, forFlag, forList, forText } from './claim-meaning.ts';
import { registeredClaims } from './registered-claims.ts';

/**
 * What a `typ` says the token is, in lower case and without `application/`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8725#section-3.11
 */
const types: ReadonlyMap<string, string> = new Map([
  ['jwt', 'A JSON Web Token.'],
  ['at+jwt', 'An access token (RFC 9068).'],
  ['dpop+jwt', 'A DPoP proof (RFC 9449).'],
  ['logout+jwt', 'A logout token (OpenID Connect Back-Channel Logout).'],
  ['secevent+jwt', 'A security event token (RFC 8417).'],
  ['token-introspection+jwt', 'An introspection answer (RFC 9701).'],
  ['oauth-authz-req+jwt', 'A request object (RFC 9101).'],
  ['client-authentication+jwt', 'A client assertion.'],
  ['dc+sd-jwt', 'A credential with selective disclosure (SD-JWT VC).'],
  ['vc+sd-jwt', 'A credential with selective disclosure (SD-JWT VC).'],
  ['kb+jwt', 'Proof of who presents a credential (RFC 9901).'],
  ['jose', 'A signed or encrypted object in compact form.'],
  ['jose+json', 'A signed or encrypted object in JSON form.'],
]);

function algorithm(name: string): string {
  if (name === 'none') return 'None: the token is not signed, anyone can have made it.';
  const signature = signatureAlgorithms.get(name);
  if (signature !== undefined) return `Signed by ${signature.words}.`;
  const management = keyManagementAlgorithms.get(name);
  if (management !== undefined) return `Encrypted: ${management}.`;
  return 'An algorithm that is not registered.';
}

function type(name: string): string {
  return types.get(name.toLowerCase().replace(/^application\//, '')) ?? 'What kind of token this is.';
}

const neverFetched = 'Never fetched by itself: whoever made the token chose it.';

const signatureMembers: readonly (readonly [name: string, meaning: ClaimMeaning])[] = [
  ['alg', forText(rfc(7515, '4.1.1'), algorithm)],
  ['jku', forText(rfc(7515, '4.1.2'), () => `Address of a key set. ${neverFetched}`)],
  ['jwk', fixed(rfc(7515, '4.1.3'), 'The public key itself; it proves nothing unless something else vouches for it.')],
  ['kid', forText(rfc(7515, '4.1.4'), () => 'Which key it was made with.')],
  ['x5u', forText(rfc(7515, '4.1.5'), () => `Address of a certificate. ${neverFetched}`)],
  ['x5c', forList(rfc(7515, '4.1.6'), (chain) => `${counted(chain.length, 'certificate')} of the key, the key’s own first.`)],
  ['x5t', forText(rfc(7515, '4.1.7'), () => 'SHA-1 of the certificate of the key.')],
  ['x5t#S256', forText(rfc(7515, '4.1.8'), () => 'SHA-256 of the certificate of the key.')],
  ['typ', forText(rfc(7515, '4.1.9'), type)],
  [
    'cty',
    forText(rfc(7515, '4.1.10'), (name) => (/^(application\/)?jwt$/i.test(name) ? 'Another token is inside.' : 'What the content is.')),
  ],
  ['crit', forList(rfc(7515, '4.1.11'), (names) => `Whoever does not understand ${names.join(', ')} must refuse the token.`)],
  ['b64', forFlag(rfc(7797, '3'), 'The payload is Base64url, as usual.', 'The payload is not Base64url but stands as it is.')],
  ['url', forText(rfc(8555, '6.4.1'), () => 'The address the request was made for.')],
  ['ppt', forText(rfc(8225), () => 'The extension of the PASSporT.')],
  [
    'trust_chain',
    fixed(
      {
        rfc: 'OpenID Federation 1.0',
        section: '4.3',
        url: 'https://openid.net/specs/openid-federation-1_0.html#name-trust-chain-header-paramete',
      },
      'Statements that link the issuer to a trust anchor.',
    ),
  ],
];

const encryptionMembers: readonly (readonly [name: string, meaning: ClaimMeaning])[] = [
  [
    'enc',
    forText(rfc(7516, '4.1.2'), (name) => `Content encrypted with ${contentEncryptions.get(name) ?? 'a method that is not registered'}.`),
  ],
  ['zip', forText(rfc(7516, '4.1.3'), () => 'Compressed before it was encrypted.')],
  ['epk', fixed(rfc(7518, '4.6.1.1'), 'The sender’s key for this one token.')],
  ['apu', forText(rfc(7518, '4.6.1.2'), () => 'Who agreed on the key: the sender.')],
  ['apv', forText(rfc(7518, '4.6.1.3'), () => 'Who agreed on the key: the recipient.')],
  ['iv', forText(rfc(7518, '4.7.1.1'), () => 'Starting value of the key’s encryption.')],
  ['tag', forText(rfc(7518, '4.7.1.2'), () => 'Seal of the key’s encryption.')],
  ['p2s', forText(rfc(7518, '4.8.1.1'), () => 'Salt of the password.')],
  [
    'p2c',
    {
      spec: rfc(7518, '4.8.1.2'),
      say: (value) => (typeof value === 'number' ? `The password is hashed ${value} times.` : 'Not a number, though it must be.'),
    },
  ],
];

/** Claims that an encrypted token may repeat in its header, readable for who cannot decrypt it (RFC 7519 §5.3). */
const repeatedClaims = [...registeredClaims].filter(([name]) => ['iss', 'sub', 'aud'].includes(name));

/** Registered members of a JOSE header, by name. */
export const registeredHeaders: ReadonlyMap<string, ClaimMeaning> = new Map([...repeatedClaims, ...signatureMembers, ...encryptionMembers]);
