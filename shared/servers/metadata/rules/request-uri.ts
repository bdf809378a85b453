import { rfc } from '../../../model/spec-link.ts';
import { type MetadataRule, should } from '../rule.ts';

/**
 * Request objects fetched from URLs nobody registered let anyone make the server call any address.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9101#section-10.4.1
 */
export const requestUriRegistration: MetadataRule = {
  id: 'request_uri_registration',
  title: 'no unregistered request_uri',
  requiredBy: [should('baseline', rfc(9101, '10.4.1'))],
  look({ flag, openId: speaksOpenId, authorizes }) {
    if (!authorizes) return { state: 'open', message: 'The server has no authorization endpoint.' };
    const supported = flag('request_uri_parameter_supported') ?? (speaksOpenId ? true : null);
    if (supported === null) return { state: 'open', message: 'Nothing says that request objects are taken by URL.' };
    if (!supported)
      return {
        state: 'met',
        message: 'The server fetches no request objects from URLs.',
        actual: 'request_uri_parameter_supported: false',
      };
    if (flag('require_request_uri_registration') === true)
      return { state: 'met', message: 'Only URLs that a client registered are fetched.', actual: 'require_request_uri_registration: true' };
    return {
      state: 'unmet',
      message:
        flag('request_uri_parameter_supported') === null
          ? 'Where nothing is said, OpenID Connect means: request objects are fetched from any URL. If the server does not do that, it should say so; if it does, anyone can make it call any address (SSRF).'
          : 'Request objects are fetched from any URL: anyone can make the server call any address (SSRF).',
      expected: 'request_uri_parameter_supported: false, or require_request_uri_registration: true',
      actual: 'neither',
    };
  },
};
