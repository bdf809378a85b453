import { fapi2, oauth21, rfc } from '../../../model/spec-link.ts';
import { type MetadataRule, must, named, should } from '../rule.ts';

/**
 * Tokens that are of no use to whoever stole them: bound to a key (DPoP) or a certificate (mutual TLS).
 *
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-2.2.1
 */
export const senderConstrained: MetadataRule = {
  id: 'sender_constrained_tokens',
  title: 'sender-constrained tokens',
  requiredBy: [should('rfc9700', rfc(9700, '2.2.1')), should('oauth21', oauth21('1.4.3')), must('fapi2', fapi2('5.3.2.1'))],
  look({ list, flag }) {
    const dpop = list('dpop_signing_alg_values_supported');
    const ways = [
      ...(dpop !== null && dpop.length > 0 ? [`DPoP (${named(dpop)})`] : []),
      ...(flag('tls_client_certificate_bound_access_tokens') === true ? ['certificates (mutual TLS)'] : []),
    ];
    return ways.length > 0
      ? { state: 'met', message: 'Access tokens can be bound to their client: stolen, they are of no use.', actual: ways.join(', ') }
      : {
          state: 'unmet',
          message: 'Only bearer tokens: whoever gets hold of one can use it.',
          expected: 'dpop_signing_alg_values_supported, or tls_client_certificate_bound_access_tokens',
          actual: 'neither',
        };
  },
};

/**
 * A DPoP proof is signed with the client's private key, never with a shared one and never not at all.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9449#section-5.1
 */
export const dpopAlgorithms: MetadataRule = {
  id: 'dpop_algorithms',
  title: 'DPoP algorithms',
  requiredBy: [must('baseline', rfc(9449, '5.1'))],
  look({ list }) {
    const algorithms = list('dpop_signing_alg_values_supported');
    if (algorithms === null) return { state: 'open', message: 'The server does not say that it takes DPoP proofs.' };
    const wrong = algorithms.filter((alg) => alg === 'none' || alg.startsWith('HS'));
    return wrong.length === 0
      ? { state: 'met', message: 'Proofs are signed with private keys only.', actual: named(algorithms) }
      : {
          state: 'unmet',
          message: 'A proof without an asymmetric signature proves possession of nothing.',
          expected: 'asymmetric algorithms',
          actual: named(wrong),
        };
  },
};
