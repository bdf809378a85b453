import { openId } from '../model/spec-link.ts';
import type { IdTokenFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

/** Whether, of several audiences, this client is the one the ID token was issued to. */
export const idTokenAzp: Rule<IdTokenFacts> = {
  id: 'id_token_azp',
  title: 'authorized party',
  spec: openId('core', '3.1.3.7', 'IDTokenValidation'),
  judge({ reading, clientId }) {
    const { aud, azp } = reading.payload ?? {};
    if (azp === undefined) {
      return Array.isArray(aud) && aud.length > 1
        ? finding.fail('The ID token has several audiences but names no authorized party.', clientId, null)
        : finding.notApplicable('The ID token has one audience and names no authorized party.');
    }
    return azp === clientId
      ? finding.pass('The ID token was issued to this client.', clientId, shown(azp))
      : finding.fail('The ID token was issued to another client.', clientId, shown(azp));
  },
};
