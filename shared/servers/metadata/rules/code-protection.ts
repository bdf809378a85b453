import { fapi2, oauth21, rfc } from '../../../model/spec-link.ts';
import { type MetadataRule, must, named, should } from '../rule.ts';

/**
 * PKCE with S256: a stolen or injected code is of no use.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-2.1.1
 */
export const pkceS256: MetadataRule = {
  id: 'pkce_s256',
  title: 'PKCE with S256',
  requiredBy: [must('rfc9700', rfc(9700, '2.1.1')), must('oauth21', oauth21('7.5.1')), must('fapi2', fapi2('5.3.2.2'))],
  look({ list, authorizes }) {
    if (!authorizes) return { state: 'open', message: 'The server has no authorization endpoint.' };
    const methods = list('code_challenge_methods_supported');
    const expected = 'S256';
    if (methods === null)
      return {
        state: 'unmet',
        message:
          'Not said, which by RFC 8414 means no PKCE. Clients cannot rely on it against stolen codes; if the server supports it, it should say so.',
        expected,
        actual: 'nothing',
      };
    return methods.includes('S256')
      ? { state: 'met', message: 'The server supports PKCE with S256, and says so.', actual: named(methods) }
      : {
          state: 'unmet',
          message: 'Without S256 a code that leaks can be redeemed by whoever finds it.',
          expected,
          actual: named(methods),
        };
  },
};

/**
 * `plain` sends the verifier itself in the request: whoever reads the request has it.
 *
 * @see https://datatracker.ietf.org/doc/html/draft-ietf-oauth-v2-1#section-7.5.2
 */
export const pkcePlain: MetadataRule = {
  id: 'pkce_plain',
  title: 'no PKCE plain',
  requiredBy: [should('rfc9700', rfc(9700, '2.1.1')), must('oauth21', oauth21('7.5.2')), must('fapi2', fapi2('5.3.2.2'))],
  look({ list, authorizes }) {
    if (!authorizes) return { state: 'open', message: 'The server has no authorization endpoint.' };
    const methods = list('code_challenge_methods_supported');
    if (methods === null) return { state: 'open', message: 'The server says nothing of PKCE.' };
    return methods.includes('plain')
      ? {
          state: 'unmet',
          message:
            'With plain the verifier stands in the authorization request: who reads that can redeem the code. An attacker can also ask for plain in place of S256.',
          expected: 'S256 only',
          actual: named(methods),
        }
      : { state: 'met', message: 'plain is not offered.', actual: named(methods) };
  },
};

/**
 * `iss` in the response says who answers: the defence against mix-up.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9207#section-2.3
 */
export const issParameter: MetadataRule = {
  id: 'iss_parameter',
  title: 'iss in authorization responses',
  requiredBy: [should('rfc9700', rfc(9700, '4.4.2')), should('oauth21', oauth21('7.15.1')), must('fapi2', fapi2('5.3.2.2'))],
  look({ flag, list, authorizes }) {
    if (!authorizes) return { state: 'open', message: 'The server has no authorization endpoint.' };
    if (flag('authorization_response_iss_parameter_supported') === true)
      return { state: 'met', message: 'Responses say which server they come from (RFC 9207).', actual: 'true' };
    const modes = list('response_modes_supported') ?? [];
    const jarm = modes.some((mode) => mode.endsWith('jwt'));
    return {
      state: 'unmet',
      message: `Nothing promises iss in the response. A client of several servers can then be made to send a code to the wrong one (mix-up).${jarm ? ' JARM, which is offered, carries the issuer as well.' : ''}`,
      expected: 'authorization_response_iss_parameter_supported: true',
      actual: flag('authorization_response_iss_parameter_supported') === false ? 'false' : 'nothing',
    };
  },
};
