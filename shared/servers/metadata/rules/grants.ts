import { fapi2, oauth21, openId, rfc } from '../../../model/spec-link.ts';
import { type MetadataRule, must, named, should } from '../rule.ts';

/**
 * The password grant hands the user's password to the client.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-2.4
 */
export const passwordGrant: MetadataRule = {
  id: 'password_grant',
  title: 'no password grant',
  requiredBy: [must('rfc9700', rfc(9700, '2.4')), must('oauth21', oauth21('10')), must('fapi2', fapi2('5.3.2.1'))],
  look({ list }) {
    const grants = list('grant_types_supported');
    if (grants?.includes('password'))
      return {
        state: 'unmet',
        message:
          'The password grant shows the user’s password to the client, trains users to type it anywhere, and leaves no room for a second factor.',
        expected: 'without password',
        actual: 'password',
      };
    return {
      state: 'met',
      message: grants === null ? 'Nothing says that the password grant is offered.' : 'The password grant is not offered.',
    };
  },
};

/**
 * Response types that bring an access token in the redirect: the implicit grant, and `code token`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-2.1.2
 */
export const implicitGrant: MetadataRule = {
  id: 'implicit_grant',
  title: 'no access token in the redirect',
  requiredBy: [should('rfc9700', rfc(9700, '2.1.2')), must('oauth21', oauth21('10.1')), must('fapi2', fapi2('5.3.2.2'))],
  look({ list, authorizes }) {
    if (!authorizes) return { state: 'open', message: 'The server has no authorization endpoint.' };
    const types = (list('response_types_supported') ?? []).filter((type) => type.split(' ').includes('token'));
    if (types.length > 0)
      return {
        state: 'unmet',
        message:
          'An access token in a redirect leaks through history, referrers and scripts, and cannot be bound to the client that asked.',
        expected: 'without token',
        actual: types.map((type) => `“${type}”`).join(', '),
      };
    return list('grant_types_supported') === null
      ? {
          state: 'met',
          message:
            'No response type brings an access token. (Without grant_types_supported the default names implicit; say what you support.)',
        }
      : { state: 'met', message: 'No response type brings an access token.' };
  },
};

/**
 * FAPI 2.0 knows only the code: nothing else in the redirect is worth stealing.
 *
 * @see https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.3.2.2
 */
export const codeOnly: MetadataRule = {
  id: 'response_type_code',
  title: 'response type code',
  requiredBy: [must('fapi2', fapi2('5.3.2.2'))],
  look({ list, authorizes }) {
    if (!authorizes) return { state: 'open', message: 'The server has no authorization endpoint.' };
    const types = list('response_types_supported') ?? [];
    const expected = 'code';
    if (!types.includes('code'))
      return { state: 'unmet', message: 'The response type code is not offered.', expected, actual: named(types) };
    const others = types.filter((type) => type !== 'code' && type !== 'none');
    return others.length === 0
      ? { state: 'met', message: 'Only the code travels in the redirect.', actual: named(types) }
      : {
          state: 'partly',
          message: 'Other response types are offered beside code; a FAPI client must not be allowed to use them.',
          expected,
          actual: others.map((type) => `“${type}”`).join(', '),
        };
  },
};

const needs: readonly (readonly [grant: string, ...members: string[]])[] = [
  ['authorization_code', 'authorization_endpoint', 'token_endpoint'],
  ['urn:ietf:params:oauth:grant-type:device_code', 'device_authorization_endpoint', 'token_endpoint'],
  [
    'urn:openid:params:grant-type:ciba',
    'backchannel_authentication_endpoint',
    'backchannel_token_delivery_modes_supported',
    'token_endpoint',
  ],
];

/**
 * A grant that is offered comes with the endpoint it begins at, and the other way round.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8628#section-4
 * @see https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#registration
 */
export const grantEndpoints: MetadataRule = {
  id: 'grant_endpoints',
  title: 'grants and endpoints agree',
  requiredBy: [must('baseline', openId('discovery', '3', 'ProviderMetadata'))],
  look({ list, metadata }) {
    const grants = list('grant_types_supported');
    if (grants === null) return { state: 'open', message: 'The server does not list its grants.' };
    const lacking = needs.flatMap(([grant, ...members]) =>
      grants.includes(grant) ? members.filter((member) => metadata[member] === undefined).map((member) => `${member} for ${grant}`) : [],
    );
    const unlisted = needs.flatMap(([grant, opening = '']) =>
      !grants.includes(grant) && metadata[opening] !== undefined && opening !== 'authorization_endpoint' ? [`${grant} for ${opening}`] : [],
    );
    const missing = [...lacking, ...unlisted];
    return missing.length === 0
      ? { state: 'met', message: 'Each grant that is listed has the endpoint it begins at.' }
      : { state: 'unmet', message: 'Clients that look the one up do not find the other.', actual: `missing: ${missing.join('; ')}` };
  },
};
