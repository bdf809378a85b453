import { fapi2, oauth21, rfc } from '../../../model/spec-link.ts';
import { type MetadataRule, must, named, should } from '../rule.ts';

/** Methods that prove possession of a private key, so that the server holds no secret that could leak. */
const asymmetric = ['private_key_jwt', 'tls_client_auth', 'self_signed_tls_client_auth'];

/** What RFC 8414 gives where the server says nothing. */
const standardMethods = ['client_secret_basic'];

/**
 * Clients can authenticate with a key instead of a shared secret.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-2.5
 */
export const asymmetricAuthentication: MetadataRule = {
  id: 'asymmetric_client_authentication',
  title: 'client authentication with a key',
  requiredBy: [should('rfc9700', rfc(9700, '2.5')), should('oauth21', oauth21('2.4')), must('fapi2', fapi2('5.3.2.1'))],
  look({ list }) {
    const said = list('token_endpoint_auth_methods_supported');
    const methods = said ?? standardMethods;
    const good = methods.filter((method) => asymmetric.includes(method));
    return good.length > 0
      ? { state: 'met', message: 'Clients can prove themselves with a private key that never leaves them.', actual: named(good) }
      : {
          state: 'unmet',
          message: 'Only shared secrets: what the server stores can leak, and what a client sends can be replayed.',
          expected: asymmetric.join(', '),
          actual: said === null ? 'nothing said; the default is client_secret_basic' : named(methods),
        };
  },
};

/**
 * FAPI 2.0 allows nothing but keys, and no public clients.
 *
 * @see https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.3.2.1
 */
export const onlyAsymmetric: MetadataRule = {
  id: 'confidential_clients_only',
  title: 'no secrets, no public clients',
  requiredBy: [must('fapi2', fapi2('5.3.2.1'))],
  look({ list }) {
    const methods = list('token_endpoint_auth_methods_supported') ?? standardMethods;
    const others = methods.filter((method) => !asymmetric.includes(method));
    if (others.length === 0) return { state: 'met', message: 'Every client authenticates with a key.', actual: named(methods) };
    return {
      state: others.length === methods.length ? 'unmet' : 'partly',
      message: others.includes('none')
        ? 'Public clients and shared secrets are offered as well; a FAPI client must not be allowed to use them.'
        : 'Shared secrets are offered as well; a FAPI client must not be allowed to use them.',
      expected: asymmetric.join(', '),
      actual: named(others),
    };
  },
};

/**
 * Whoever offers authentication with a JWT says with which algorithms.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8414#section-2
 */
export const assertionAlgorithms: MetadataRule = {
  id: 'client_assertion_algorithms',
  title: 'algorithms of client assertions',
  requiredBy: [must('baseline', rfc(8414, '2'))],
  look({ list }) {
    const methods = (list('token_endpoint_auth_methods_supported') ?? []).filter((method) => method.endsWith('_jwt'));
    if (methods.length === 0) return { state: 'open', message: 'Clients do not authenticate with JWTs here.' };
    const algorithms = list('token_endpoint_auth_signing_alg_values_supported');
    if (algorithms === null || algorithms.length === 0)
      return {
        state: 'unmet',
        message: `The server offers ${methods.join(' and ')}, and does not say with which algorithms: clients must guess.`,
        expected: 'token_endpoint_auth_signing_alg_values_supported',
        actual: 'nothing',
      };
    return algorithms.includes('none')
      ? {
          state: 'unmet',
          message: 'An assertion that nobody signed proves nothing: none must not be among them.',
          expected: 'without none',
          actual: named(algorithms),
        }
      : { state: 'met', message: 'The server says with which algorithms client assertions are signed.', actual: named(algorithms) };
  },
};
