import { genericTokenEndpointRequest, processGenericTokenEndpointResponse } from 'oauth4webapi';
import { AppError } from '../../errors.ts';
import { grantTraits } from '../../model/grant-traits.ts';
import { toBase64url } from '../base64.ts';
import { type Grant, wishParameters } from './grant.ts';

/**
 * A SAML 2.0 assertion is traded for an access token.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7522#section-2.1
 */
export const saml2Bearer: Grant = {
  label: () => 'SAML assertion',
  async send({ server, client, authenticate, request, options }) {
    const { given } = request.assertion;
    if (given === null || given.trim() === '')
      throw new AppError('INPUT_MISSING_SECRET', { message: 'The SAML 2.0 bearer grant needs an assertion, and there is none.' });
    const parameters = wishParameters(request);
    const assertion = samlAssertion(given);
    if (!/^[\w-]+$/.test(assertion)) {
      throw new AppError('INPUT_INVALID', {
        message: 'The assertion is neither XML nor Base64.',
        hint: 'Paste the SAML 2.0 assertion as the identity provider gave it. To send something else, replace the parameter “assertion”.',
      });
    }
    parameters.set('assertion', assertion);
    return genericTokenEndpointRequest(server, client, authenticate, grantTraits.saml2_bearer.wireName ?? '', parameters, options);
  },
  readStrictly: ({ server, client }, response) => processGenericTokenEndpointResponse(server, client, response),
};

/** The assertion as RFC 7522 §2.1 wants it: Base64url without padding, whether XML, Base64 or that was pasted. */
export function samlAssertion(pasted: string): string {
  const text = pasted.trim();
  if (text.startsWith('<')) return toBase64url(new TextEncoder().encode(text));
  return text.replace(/\s+/g, '').replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
