import { backchannelAuthenticationGrantRequest, jweDecrypt, processBackchannelAuthenticationGrantResponse } from 'oauth4webapi';
import { type Grant, resourceParameters } from './grant.ts';
import { needHandle } from './need-handle.ts';

/**
 * The user answers at a device of their own that the server calls up.
 *
 * @see https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#rfc.section.10.1
 */
export const ciba: Grant = {
  label: () => 'auth_req_id',
  send: async ({ server, client, authenticate, request, handle, options }) =>
    backchannelAuthenticationGrantRequest(server, client, authenticate, needHandle(handle), {
      ...options,
      additionalParameters: resourceParameters(request),
    }),
  readStrictly: ({ server, client, decryptIdToken }, response) =>
    processBackchannelAuthenticationGrantResponse(server, client, response, { [jweDecrypt]: decryptIdToken }),
};
