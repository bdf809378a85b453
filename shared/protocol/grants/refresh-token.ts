import { jweDecrypt, processRefreshTokenResponse, refreshTokenGrantRequest } from 'oauth4webapi';
import { AppError } from '../../errors.ts';
import { type Grant, wishParameters } from './grant.ts';

/**
 * A refresh token is traded for fresh tokens.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-6
 */
export const refreshToken: Grant = {
  label: () => 'refresh_token',
  async send({ server, client, authenticate, request, options }) {
    if (request.refreshToken === null || request.refreshToken === '') {
      throw new AppError('INPUT_MISSING_SECRET', { message: 'The refresh token grant needs a refresh token, and there is none.' });
    }
    const additionalParameters = wishParameters(request);
    return refreshTokenGrantRequest(server, client, authenticate, request.refreshToken, { ...options, additionalParameters });
  },
  readStrictly: ({ server, client, decryptIdToken }, response) =>
    processRefreshTokenResponse(server, client, response, { [jweDecrypt]: decryptIdToken }),
};
