import { fapi2 } from '../../../model/spec-link.ts';
import { type MetadataRule, must } from '../rule.ts';

/**
 * Pushed authorization requests: what is asked for reaches the server directly, by an authenticated client.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9126#section-5
 */
export const pushedRequests: MetadataRule = {
  id: 'par',
  title: 'pushed authorization requests',
  requiredBy: [must('fapi2', fapi2('5.3.2.2'))],
  look({ text, authorizes }) {
    if (!authorizes) return { state: 'open', message: 'The server has no authorization endpoint.' };
    const endpoint = text('pushed_authorization_request_endpoint');
    return endpoint === null
      ? {
          state: 'unmet',
          message: 'Without PAR the request passes through the browser, where it can be read and changed.',
          expected: 'pushed_authorization_request_endpoint',
          actual: 'nothing',
        }
      : { state: 'met', message: 'Clients can push what they ask for directly to the server.', actual: endpoint };
  },
};

/**
 * Whether requests that were not pushed are refused.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9126#section-5
 */
export const pushedRequestsRequired: MetadataRule = {
  id: 'par_required',
  title: 'only pushed requests',
  requiredBy: [must('fapi2', fapi2('5.3.2.2'))],
  look({ text, flag, authorizes }) {
    if (!authorizes) return { state: 'open', message: 'The server has no authorization endpoint.' };
    const expected = 'require_pushed_authorization_requests: true';
    if (flag('require_pushed_authorization_requests') === true)
      return { state: 'met', message: 'Requests that were not pushed are refused.', actual: 'true' };
    return text('pushed_authorization_request_endpoint') === null
      ? { state: 'unmet', message: 'There is nowhere to push requests to.', expected, actual: 'nothing' }
      : {
          state: 'partly',
          message:
            'The server also takes requests that were not pushed. It may require it per client (require_pushed_authorization_requests at registration), which the metadata does not show.',
          expected,
          actual: 'not required of all clients',
        };
  },
};
