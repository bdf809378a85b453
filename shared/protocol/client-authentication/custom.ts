import type { AuthenticationMethod } from './method.ts';

/** A scheme of the user's own: the headers and parameters they gave, nothing else. */
export const custom: AuthenticationMethod =
  ({ client: { customHeaders, customParameters } }) =>
  (_server, _client, body, headers) => {
    for (const { name, value } of customHeaders) headers.append(name, value);
    for (const { name, value } of customParameters) body.append(name, value);
  };
