import { openId } from '../model/spec-link.ts';
import type { IdTokenFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

/** Whether the ID token says who signed in. */
export const idTokenSub: Rule<IdTokenFacts> = {
  id: 'id_token_sub',
  title: 'ID token subject',
  spec: openId('core', '2', 'IDToken'),
  judge({ reading }) {
    const sub = reading.payload?.sub;
    return typeof sub === 'string' && sub !== ''
      ? finding.pass('The ID token says who signed in.', 'a subject', shown(sub))
      : finding.fail('The ID token does not say who signed in.', 'a subject', shown(sub));
  },
};
