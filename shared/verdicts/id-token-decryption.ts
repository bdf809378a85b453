import { openId } from '../model/spec-link.ts';
import type { DecryptionFacts } from './facts.ts';
import { finding, type Rule } from './rule.ts';

/** Whether an encrypted ID token could be opened with the key of this client. Judged only over one that is encrypted. */
export const idTokenDecryption: Rule<DecryptionFacts> = {
  id: 'id_token_decryption',
  title: 'ID token decrypted',
  spec: openId('core', '3.1.3.7', 'IDTokenValidation'),
  judge({ algorithms, by, outcome, reason }) {
    switch (outcome) {
      case 'opened':
        return finding.pass(
          `The ID token was encrypted for this client and opened with ${by === 'client_secret' ? 'a key made of its client secret' : 'its decryption key'}.`,
          algorithms,
          algorithms,
        );
      case 'no_key':
        return finding.warning(
          by === 'client_secret'
            ? 'The ID token is encrypted with a key made of the client secret, and this run has none; enter it to have the token checked.'
            : 'The ID token is encrypted, and this client has no decryption key; enter it to have it checked.',
          algorithms,
        );
      case 'refused':
        return finding.fail(`The ID token could not be opened: ${reason}`, algorithms, null);
    }
  },
};
