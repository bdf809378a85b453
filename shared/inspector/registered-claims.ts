import { openId, rfc } from '../model/spec-link.ts';
import { type ClaimMeaning, counted, fixed, forFlag, forList, forText } from './claim-meaning.ts';
import { federationClaims } from './federation-claims.ts';
import { timeClaims } from './time-claims.ts';

const idToken = openId('core', '2', 'IDToken');
const aboutUser = openId('core', '5.1', 'StandardClaims');
const aggregated = openId('core', '5.6.2', 'AggregatedDistributedClaims');

/**
 * What the values of `amr` stand for.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8176#section-2
 */
const authenticationMethods: ReadonlyMap<string, string> = new Map([
  ['face', 'face recognition'],
  ['fpt', 'fingerprint'],
  ['geo', 'location'],
  ['hwk', 'hardware key'],
  ['iris', 'iris scan'],
  ['kba', 'knowledge questions'],
  ['mca', 'several channels'],
  ['mfa', 'several factors'],
  ['otp', 'one-time password'],
  ['pin', 'PIN'],
  ['pop', 'proof of possession of a key'],
  ['pwd', 'password'],
  ['rba', 'risk assessment'],
  ['retina', 'retina scan'],
  ['sc', 'smart card'],
  ['sms', 'text message'],
  ['swk', 'software key'],
  ['tel', 'telephone call'],
  ['user', 'presence of the user'],
  ['vbm', 'voice'],
  ['wia', 'Windows sign-in'],
]);

function scopeWords(scope: string): string {
  const scopes = scope.split(' ').filter((part) => part !== '');
  return scopes.length === 0
    ? 'No scope: the token grants nothing by name.'
    : `What the token may be used for: ${counted(scopes.length, 'scope')}.`;
}

function confirmation(value: unknown): string {
  if (typeof value !== 'object' || value === null) return 'Not an object, though it must be.';
  if (Object.hasOwn(value, 'jkt')) return 'Bound to a DPoP key: only who holds that key may use the token.';
  if (Object.hasOwn(value, 'x5t#S256')) return 'Bound to a client certificate: only who holds its key may use the token.';
  if (Object.hasOwn(value, 'jwk')) return 'Bound to the key that stands here: only who holds its private half may use the token.';
  if (Object.hasOwn(value, 'jku')) return 'Bound to a key that stands elsewhere: only who holds it may use the token.';
  return 'Bound to a key: only who holds it may use the token.';
}

/** Who acts, and for whom they were handed on to: the outermost is the one that acts now (RFC 8693 §4.1). */
function actors(value: unknown): string[] {
  const names: string[] = [];
  for (let at: unknown = value; typeof at === 'object' && at !== null && names.length < 10; at = 'act' in at ? at.act : null) {
    const { sub, iss } = at as Record<string, unknown>;
    names.push(typeof sub === 'string' ? sub : typeof iss === 'string' ? iss : 'someone');
  }
  return names;
}

/** Levels of assurance that are widely meant by a name. */
const assuranceLevels: ReadonlyMap<string, string> = new Map([
  ['0', 'Signed in at no particular level of assurance.'],
  ['phr', 'Signed in with something that resists phishing.'],
  ['phrh', 'Signed in with something that resists phishing, kept in hardware.'],
  ['http://schemas.openid.net/pape/policies/2007/06/phishing-resistant', 'Signed in with something that resists phishing.'],
  ['http://schemas.openid.net/pape/policies/2007/06/multi-factor', 'Signed in with several factors.'],
  ['urn:mace:incommon:iap:silver', 'Identity assurance profile “Silver” of InCommon.'],
  ['urn:mace:incommon:iap:bronze', 'Identity assurance profile “Bronze” of InCommon.'],
  ['urn:openbanking:psd2:sca', 'Strong customer authentication, as PSD2 demands it.'],
  ['urn:openbanking:psd2:ca', 'Customer authentication without a second factor.'],
  ['https://refeds.org/profile/mfa', 'Signed in with several factors (REFEDS MFA).'],
  ['https://refeds.org/profile/sfa', 'Signed in with a single factor (REFEDS SFA).'],
  ['http://eidas.europa.eu/LoA/low', 'eIDAS assurance level “low”.'],
  ['http://eidas.europa.eu/LoA/substantial', 'eIDAS assurance level “substantial”.'],
  ['http://eidas.europa.eu/LoA/high', 'eIDAS assurance level “high”.'],
  ['urn:oasis:names:tc:SAML:2.0:ac:classes:Password', 'Signed in with a password.'],
  ['urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport', 'Signed in with a password over a protected connection.'],
]);

function actor(spec: ClaimMeaning['spec'], sentence: (who: string) => string): ClaimMeaning {
  return {
    spec,
    say: (value) => {
      const chain = actors(value);
      const [who = 'someone', ...before] = chain;
      const earlier = before.length === 0 ? '' : ` Before, ${before.join(', then ')} did (only the first one counts).`;
      return `${sentence(who)}${earlier}`;
    },
  };
}

function audience(values: readonly string[]): string {
  return values.length === 1 ? 'Audience: for whom the token is meant.' : `Audience: ${values.length} recipients the token is meant for.`;
}

const members: readonly (readonly [name: string, meaning: ClaimMeaning])[] = [
  ...timeClaims,
  ['iss', forText(rfc(7519, '4.1.1'), () => 'Issuer: the server that made the token.')],
  ['sub', forText(rfc(7519, '4.1.2'), () => 'Subject: whom the token is about.')],
  ['aud', forList(rfc(7519, '4.1.3'), audience)],
  ['jti', forText(rfc(7519, '4.1.7'), () => 'Identifier of this token, so that a second use can be noticed.')],

  ['azp', forText(idToken, () => 'Authorized party: the client the token was issued to.')],
  ['nonce', forText(idToken, () => 'Ties the token to the request that asked for it.')],
  [
    'acr',
    forText(
      idToken,
      (level) => assuranceLevels.get(level) ?? 'The level of assurance the user signed in at; the server defines what it means.',
    ),
  ],
  ['amr', forList(rfc(8176, '2'), (used) => `Signed in by ${used.map((name) => authenticationMethods.get(name) ?? name).join(', ')}.`)],
  ['at_hash', forText(openId('core', '3.1.3.6', 'CodeIDToken'), () => 'Left half of the hash of the access token that came with it.')],
  [
    'c_hash',
    forText(openId('core', '3.3.2.11', 'HybridIDToken'), () => 'Left half of the hash of the authorization code that came with it.'),
  ],
  [
    's_hash',
    fixed(
      {
        rfc: 'FAPI 1.0 Advanced',
        section: '5.1',
        url: 'https://openid.net/specs/openid-financial-api-part-2-1_0.html#id-token-as-detached-signature',
      },
      'Left half of the hash of the state of the request.',
    ),
  ],
  [
    'sid',
    fixed(
      {
        rfc: 'OpenID Connect Front-Channel Logout 1.0',
        section: '3',
        url: 'https://openid.net/specs/openid-connect-frontchannel-1_0.html#OPLogout',
      },
      'The session at the server, for signing out.',
    ),
  ],
  ['sub_jwk', fixed(openId('core', '7.4', 'SelfIssuedResponse'), 'The key of a self-issued identity.')],

  ['name', forText(aboutUser, () => 'Full name of the user.')],
  ['given_name', forText(aboutUser, () => 'Given name of the user.')],
  ['family_name', forText(aboutUser, () => 'Family name of the user.')],
  ['middle_name', forText(aboutUser, () => 'Middle name of the user.')],
  ['nickname', forText(aboutUser, () => 'Casual name of the user.')],
  ['preferred_username', forText(aboutUser, () => 'The name the user likes to be called by; not unique.')],
  ['profile', forText(aboutUser, () => 'Address of a page about the user.')],
  ['picture', forText(aboutUser, () => 'Address of a picture of the user.')],
  ['website', forText(aboutUser, () => 'Address of the web site of the user.')],
  ['email', forText(aboutUser, () => 'E-mail address of the user.')],
  [
    'email_verified',
    forFlag(
      aboutUser,
      'The server made sure that the e-mail address is the user’s.',
      'Nobody made sure that the e-mail address is the user’s.',
    ),
  ],
  ['gender', forText(aboutUser, () => 'Gender of the user.')],
  [
    'birthdate',
    forText(aboutUser, (date) => (date.startsWith('0000') ? 'Birthday of the user, without the year.' : 'Birthday of the user.')),
  ],
  ['zoneinfo', forText(aboutUser, () => 'Time zone of the user.')],
  ['locale', forText(aboutUser, () => 'Language and region of the user.')],
  ['phone_number', forText(aboutUser, () => 'Telephone number of the user.')],
  [
    'phone_number_verified',
    forFlag(
      aboutUser,
      'The server made sure that the telephone number is the user’s.',
      'Nobody made sure that the telephone number is the user’s.',
    ),
  ],
  ['address', fixed(openId('core', '5.1.1', 'AddressClaim'), 'Postal address of the user.')],
  ['_claim_names', fixed(aggregated, 'Claims that another source makes, and which.')],
  ['_claim_sources', fixed(aggregated, 'Where the claims of other sources come from.')],

  ['scope', forList(rfc(8693, '4.2'), (scopes) => scopeWords(scopes.join(' ')))],
  ['client_id', forText(rfc(8693, '4.3'), () => 'The client the token was issued to.')],
  ['act', actor(rfc(8693, '4.1'), (who) => `${who} acts here in the name of the subject.`)],
  ['may_act', actor(rfc(8693, '4.4'), (who) => `${who} may act in the name of the subject.`)],
  ['cnf', { spec: rfc(7800, '3.1'), say: confirmation }],
  ['roles', fixed(rfc(9068, '2.2.3.1'), 'Roles of the subject.')],
  ['groups', fixed(rfc(9068, '2.2.3.1'), 'Groups the subject belongs to.')],
  ['entitlements', fixed(rfc(9068, '2.2.3.1'), 'Single rights of the subject.')],
  ['authorization_details', fixed(rfc(9396, '9.1'), 'What exactly the token permits, in detail.')],
  ['token_introspection', fixed(rfc(9701, '5'), 'What the server says of another token.')],
  ['events', fixed(rfc(8417, '2.2'), 'Security events this token reports.')],
  ['txn', forText(rfc(8417, '2.2'), () => 'Identifier of the transaction.')],
  ['htm', forText(rfc(9449, '4.2'), (method) => `Proof for a ${method} request only.`)],
  ['htu', forText(rfc(9449, '4.2'), () => 'Proof for this address only.')],
  ['ath', forText(rfc(9449, '4.2'), () => 'Hash of the access token the proof goes with.')],
  ['_sd', fixed(rfc(9901, '4.2.4.1'), 'Hashes of claims that are shown only on wish.')],
  ['_sd_alg', forText(rfc(9901, '4.1.1'), () => 'How those hashes were made.')],
  ...federationClaims,
  [
    'vct',
    forText(
      { rfc: 'SD-JWT VC', section: '2.2.2.1', url: 'https://datatracker.ietf.org/doc/draft-ietf-oauth-sd-jwt-vc/' },
      () => 'Type of the credential.',
    ),
  ],
];

/** Registered claims of JSON Web Tokens, by name. A `Map`, so that `__proto__` is a name like any other. */
export const registeredClaims: ReadonlyMap<string, ClaimMeaning> = new Map(members);
