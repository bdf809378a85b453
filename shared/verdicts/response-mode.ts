import { openId } from '../model/spec-link.ts';
import type { ResponseModeFacts } from './facts.ts';
import { finding, type Rule } from './rule.ts';

const words = { query: 'in the query', fragment: 'behind the #', form_post: 'as a posted form' } as const;

/** Whether the response came back the way it was asked for, and no token in the query, which servers and proxies log. */
export const responseModeUsed: Rule<ResponseModeFacts> = {
  id: 'response_mode',
  title: 'response mode',
  spec: openId('responseTypes', '2.1', 'ResponseModes'),
  judge({ asked, via, names }) {
    if (via === 'paste') return finding.notApplicable('The redirect was pasted, so how it came cannot be seen.');
    const tokens = names.filter((name) => name === 'access_token' || name === 'id_token');
    if (via === 'query' && tokens.length > 0) {
      return finding.fail(
        `The redirect carries ${tokens.join(' and ')} in its query, which browsers, proxies and servers keep.`,
        asked,
        via,
      );
    }
    if (via === asked) return finding.pass(`The response came ${words[asked]}.`, asked, via);
    return finding.warning(`The response was to come ${words[asked]}, but came ${words[via]}.`, asked, via);
  },
};
