import { rfc } from '../model/spec-link.ts';
import type { TokenAnswerFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

/** Whether the access token can be used only with the key whose possession the request proved. */
export const dpopBinding: Rule<TokenAnswerFacts> = {
  id: 'dpop_binding',
  title: 'bound to key',
  spec: rfc(9449, '6'),
  judge({ dpopKeyThumbprint, accessTokenClaims }) {
    if (dpopKeyThumbprint === null) return finding.notApplicable('Possession of a key was not proved in this request.');
    if (accessTokenClaims === null) return finding.notApplicable('The access token is opaque: whether it is bound shows at introspection.');
    const { cnf } = accessTokenClaims;
    const jkt = typeof cnf === 'object' && cnf !== null ? (cnf as Record<string, unknown>).jkt : undefined;
    if (jkt === dpopKeyThumbprint) return finding.pass('The access token names the key of this request.', dpopKeyThumbprint, jkt);
    if (jkt === undefined) return finding.fail('The access token names no key: whoever has it can use it.', dpopKeyThumbprint, null);
    return finding.fail('The access token is bound to another key than the one of this request.', dpopKeyThumbprint, shown(jkt));
  },
};
