import { rfc } from '../model/spec-link.ts';
import type { EditFacts } from './facts.ts';
import { finding, type Rule } from './rule.ts';

/** Whether the user took out or changed what protects the flow. */
export const securityParameters: Rule<EditFacts> = {
  id: 'security_parameters',
  title: 'changed by hand',
  spec: rfc(9700, '2.1'),
  judge({ dropped, changed, at }) {
    const parts = [
      ...(dropped.length === 0 ? [] : [`dropped ${dropped.join(', ')}`]),
      ...(changed.length === 0 ? [] : [`changed ${changed.join(', ')}`]),
    ];
    if (parts.length === 0) return finding.pass('Nothing that protects the flow was changed by hand.');
    const refused = at === 'callback' ? 'Grantbench should refuse the redirect' : 'the server should refuse';
    return finding.warning(`You changed parameters that protect the flow; ${refused}.`, null, parts.join('; '));
  },
};
