import { rfc } from '../model/spec-link.ts';
import type { TokenAnswerFacts } from './facts.ts';
import { finding, type Rule } from './rule.ts';

/** Whether the answer forbids caches to keep the tokens. */
export const cacheControl: Rule<TokenAnswerFacts> = {
  id: 'cache_control',
  title: 'not cached',
  spec: rfc(6749, '5.1'),
  judge({ cacheControl: values }) {
    const directives = values.flatMap((value) => value.toLowerCase().split(',')).map((directive) => directive.trim());
    if (directives.includes('no-store')) return finding.pass('The answer may not be kept by caches.', 'no-store', values.join(', '));
    return finding.warning('Nothing forbids a cache to keep the tokens.', 'Cache-Control: no-store', values.join(', ') || null);
  },
};
