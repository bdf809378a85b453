import { rfc } from '../model/spec-link.ts';
import type { ResourceIndicatorFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

const expected = 'an absolute URI, such as https://api.example.com';

/** Whether the resources that are asked for are named as they must be. */
export const resourceIndicator: Rule<ResourceIndicatorFacts> = {
  id: 'resource_indicator',
  title: 'resource named',
  spec: rfc(8707, '2'),
  judge({ sent }) {
    const relative = sent.find((resource) => !isAbsolute(resource));
    if (relative !== undefined)
      return finding.warning(
        'The resource is no absolute URI: servers that know resource indicators refuse it.',
        expected,
        shown(relative),
      );
    const withFragment = sent.find((resource) => resource.includes('#'));
    if (withFragment !== undefined)
      return finding.warning('The resource has a fragment, which it must not have.', withFragment.replace(/#.*/s, ''), shown(withFragment));
    return finding.pass('What the tokens are for is named by an absolute URI without fragment.', expected, shown(sent.join(' ')));
  },
};

/** As RFC 3986 §4.3 has it, but for the fragment, of which there is more to say. */
function isAbsolute(uri: string): boolean {
  return /^[a-z][a-z\d+.-]*:[\x21-\x7e]+$/i.test(uri) && URL.canParse(uri);
}
