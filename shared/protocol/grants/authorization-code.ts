import {
  authorizationCodeGrantRequest,
  expectNoNonce,
  jweDecrypt,
  nopkce,
  processAuthorizationCodeResponse,
  skipStateCheck,
  validateAuthResponse,
} from 'oauth4webapi';
import { AppError } from '../../errors.ts';
import { type CodeToRedeem, type Grant, resourceParameters } from './grant.ts';

/**
 * The user signs in at the server; the code that comes back is traded for tokens.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1
 */
export const authorizationCode: Grant = {
  label: ({ redeem }) => (redeem?.verifier === null ? 'code' : 'code, code_verifier'),
  async send({ server, client, authenticate, redeem, request, options }) {
    const { code, redirectUri, verifier } = needCode(redeem);
    // The redirect has been judged (authorization-response.ts); this only gives the library the form it insists on.
    const parameters = validateAuthResponse({ issuer: server.issuer }, client, new URLSearchParams({ code }), skipStateCheck);
    return authorizationCodeGrantRequest(server, client, authenticate, parameters, redirectUri, verifier ?? nopkce, {
      ...options,
      additionalParameters: resourceParameters(request),
    });
  },
  readStrictly: ({ server, client, redeem, decryptIdToken }, response) =>
    processAuthorizationCodeResponse(server, client, response, {
      expectedNonce: needCode(redeem).nonce ?? expectNoNonce,
      [jweDecrypt]: decryptIdToken,
    }),
};

function needCode(redeem: CodeToRedeem | null): CodeToRedeem {
  if (redeem === null) throw new AppError('INTERNAL', { message: 'There is no authorization code to redeem.' });
  return redeem;
}
