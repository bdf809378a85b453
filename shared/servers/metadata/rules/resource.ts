import { fapi2, oauth21, rfc } from '../../../model/spec-link.ts';
import { isProtected } from '../advertised.ts';
import { type MetadataRule, must, named, should } from '../rule.ts';
import { senderConstrained } from './token-binding.ts';

/**
 * A resource is named by an https URL without a fragment.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9728#section-1.2
 */
const resourceForm: MetadataRule = {
  id: 'resource_form',
  title: 'resource is an https URL',
  requiredBy: [must('baseline', rfc(9728, '1.2'))],
  look({ text }) {
    const resource = text('resource');
    const url = resource === null ? null : URL.parse(resource);
    const expected = 'https, no fragment';
    if (resource === null || url === null) return { state: 'unmet', message: 'The metadata names no resource that is a URL.', expected };
    if (resource.includes('#')) return { state: 'unmet', message: 'A resource identifier has no fragment.', expected, actual: resource };
    if (url.protocol === 'https:') return { state: 'met', message: 'The resource is named by an https URL.', actual: resource };
    return isProtected(url)
      ? { state: 'open', message: 'The resource is plain http on this machine: fine for trying out.', actual: resource }
      : { state: 'unmet', message: 'Plain http shows every access token to everybody on the way.', expected, actual: resource };
  },
};

/**
 * Tokens are sent in the Authorization header: a URL ends up in logs, history and referrers.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-4.3.2
 */
const bearerMethods: MetadataRule = {
  id: 'bearer_methods',
  title: 'no tokens in URLs',
  requiredBy: [should('rfc9700', rfc(9700, '4.3.2')), must('oauth21', oauth21('5.1')), must('fapi2', fapi2('5.3.4'))],
  look({ list }) {
    const methods = list('bearer_methods_supported');
    if (methods === null) return { state: 'open', message: 'The resource does not say how it takes tokens.' };
    return methods.includes('query')
      ? {
          state: 'unmet',
          message: 'A token in a URL ends up in logs, in the browser’s history and in referrers.',
          expected: 'header',
          actual: named(methods),
        }
      : { state: 'met', message: 'Tokens are not taken from URLs.', actual: named(methods) };
  },
};

/**
 * An unsigned answer proves nothing.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9728#section-2
 */
const resourceAlgorithms: MetadataRule = {
  id: 'resource_algorithms',
  title: 'no unsigned answers',
  requiredBy: [must('baseline', rfc(9728, '2'))],
  look({ list }) {
    const algorithms = list('resource_signing_alg_values_supported');
    if (algorithms === null) return { state: 'open', message: 'The resource does not say that it signs its answers.' };
    return algorithms.includes('none')
      ? { state: 'unmet', message: 'none must not be among the algorithms.', expected: 'without none', actual: named(algorithms) }
      : { state: 'met', message: 'Signed answers are signed.', actual: named(algorithms) };
  },
};

/** The same look as at a server: what a resource takes is what FAPI 2.0 asks of resource servers. */
const boundTokens: MetadataRule = {
  ...senderConstrained,
  requiredBy: [should('rfc9700', rfc(9700, '2.2.1')), should('oauth21', oauth21('1.4.3')), must('fapi2', fapi2('5.3.4'))],
};

/** The table of rules over the metadata of a protected resource. */
export const resourceRules: readonly MetadataRule[] = [resourceForm, bearerMethods, boundTokens, resourceAlgorithms];
