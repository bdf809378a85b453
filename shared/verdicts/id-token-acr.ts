import { openId } from '../model/spec-link.ts';
import type { IdTokenFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

/** Whether the sign-in was of a class that `acr_values` named. They are a wish: another class breaks no rule. */
export const idTokenAcr: Rule<IdTokenFacts> = {
  id: 'id_token_acr',
  title: 'Sign-in class',
  spec: openId('core', '3.1.2.1', 'AuthRequest'),
  judge({ reading, requestedAcrValues }) {
    const acr = reading.payload?.acr;
    const wanted = (requestedAcrValues ?? '').split(' ').filter((value) => value !== '');
    if (wanted.length === 0) return finding.notApplicable('The request named no class of sign-in (acr_values).');
    const expected = wanted.join(' or ');
    if (acr === undefined)
      return finding.warning('The ID token does not say how strongly the person signed in (acr).', expected, 'nothing');
    return typeof acr === 'string' && wanted.includes(acr)
      ? finding.pass('The sign-in is of a class that was asked for.', expected, acr)
      : finding.warning('The sign-in is of another class than was asked for.', expected, shown(acr));
  },
};
