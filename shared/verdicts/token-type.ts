import { rfc } from '../model/spec-link.ts';
import type { TokenAnswerFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

/** Whether the answer says how the access token is to be used, and in a way that is known. */
export const tokenType: Rule<TokenAnswerFacts> = {
  id: 'token_type',
  title: 'token type',
  spec: rfc(6749, '7.1'),
  judge({ answer: { tokens }, dpopKeyThumbprint }) {
    const type = tokens?.token_type;
    if (type === undefined) return finding.fail('The required member token_type is missing; most servers mean Bearer.', 'Bearer', null);
    if (typeof type !== 'string') return finding.fail('The token_type is not a text.', 'Bearer', shown(type));
    switch (type.toLowerCase()) {
      case 'bearer':
        if (dpopKeyThumbprint !== null) {
          return finding.warning('The request proved possession of a DPoP key, but the access token is not bound to it.', 'DPoP', type);
        }
        return finding.pass('The access token is used as a Bearer token (upper or lower case mean the same).', 'Bearer', type);
      case 'dpop':
        return dpopKeyThumbprint === null
          ? finding.warning('The access token is bound to a DPoP key, which this request did not use.', 'Bearer', type)
          : finding.pass('The access token is bound to the DPoP key of this request, and used with its proof.', 'DPoP', type);
      case 'n_a':
        return finding.pass('What was issued is no access token, and says so (RFC 8693 §2.2.1).', null, type);
      default:
        return finding.fail(
          'The token_type is not one that was asked for or is known; such a token must not be used.',
          'Bearer',
          shown(type),
        );
    }
  },
};
