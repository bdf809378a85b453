import { openId } from '../model/spec-link.ts';
import type { IdTokenFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

/** Whether the ID token was made for this client. */
export const idTokenAud: Rule<IdTokenFacts> = {
  id: 'id_token_aud',
  title: 'ID token audience',
  spec: openId('core', '3.1.3.7', 'IDTokenValidation'),
  judge({ reading, clientId }) {
    const aud = reading.payload?.aud;
    const audiences: unknown[] = Array.isArray(aud) ? aud : [aud];
    return audiences.includes(clientId)
      ? finding.pass('The ID token was made for this client.', clientId, shown(aud))
      : finding.fail('The ID token was not made for this client.', clientId, shown(aud));
  },
};
