import { fapi2, oauth21, rfc } from '../../../model/spec-link.ts';
import { isProtected } from '../advertised.ts';
import { type MetadataRule, must, should } from '../rule.ts';

/**
 * Every endpoint is reached through TLS: codes, secrets and tokens travel there.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-3.2
 */
export const endpointsProtected: MetadataRule = {
  id: 'endpoints_tls',
  title: 'every endpoint over TLS',
  requiredBy: [must('baseline', rfc(6749, '3.2')), must('oauth21', oauth21('1.5')), must('fapi2', fapi2('5.2.1'))],
  look({ endpoints }) {
    const open = endpoints.filter(({ url }) => !isProtected(url)).map(({ name }) => name);
    if (open.length > 0)
      return {
        state: 'unmet',
        message: 'Plain http shows credentials and tokens to everybody on the way, and lets them be changed.',
        expected: 'https URLs',
        actual: open.join(', '),
      };
    const local = endpoints.filter(({ url }) => url.protocol === 'http:').length;
    if (local > 0)
      return {
        state: 'open',
        message: `${local === 1 ? 'One endpoint is' : `${local} endpoints are`} plain http on this machine: nothing crosses a network.`,
      };
    return endpoints.length === 0
      ? { state: 'open', message: 'The metadata names no endpoint.' }
      : { state: 'met', message: `All ${endpoints.length} endpoints are https URLs.` };
  },
};

/**
 * Whether all endpoints are on the host of the issuer. Others are allowed, and what is sent there goes to
 * whoever runs them: a document changed by one line is how a mix-up begins.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-4.4
 */
export const endpointHosts: MetadataRule = {
  id: 'endpoint_hosts',
  title: 'endpoints on the issuer’s host',
  requiredBy: [should('baseline', rfc(8414, '6.2'))],
  look({ endpoints, text }) {
    const issuer = URL.parse(text('issuer') ?? '');
    if (issuer === null || endpoints.length === 0) return { state: 'open', message: 'There is nothing to compare.' };
    const others = [...new Set(endpoints.filter(({ url }) => url.host !== issuer.host).map(({ url }) => url.host))];
    if (others.length === 0) return { state: 'met', message: 'All endpoints are on the host of the issuer.', actual: issuer.host };
    return {
      state: 'open',
      message: 'Some endpoints are on other hosts. That is allowed and common with large servers; be sure that the same people run them.',
      expected: issuer.host,
      actual: others.join(', '),
    };
  },
};
