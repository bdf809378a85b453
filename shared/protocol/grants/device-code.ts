import { deviceCodeGrantRequest, jweDecrypt, processDeviceCodeResponse } from 'oauth4webapi';
import { type Grant, resourceParameters } from './grant.ts';
import { needHandle } from './need-handle.ts';

/**
 * The user answers on another device; this one asks until the answer is there.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8628#section-3.4
 */
export const deviceCode: Grant = {
  label: () => 'device_code',
  send: async ({ server, client, authenticate, request, handle, options }) =>
    deviceCodeGrantRequest(server, client, authenticate, needHandle(handle), {
      ...options,
      additionalParameters: resourceParameters(request),
    }),
  readStrictly: ({ server, client, decryptIdToken }, response) =>
    processDeviceCodeResponse(server, client, response, { [jweDecrypt]: decryptIdToken }),
};
