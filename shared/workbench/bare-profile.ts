import { type Profile, profile } from '../model/profile.ts';

/**
 * The profile of a request the client does not authenticate: how the server is found and reached, and the
 * client's id. No secret of its grant is read, and none can be missing.
 */
export function bareProfile({ id, name, server, client, request, tls, proxy, limits }: Profile): Profile {
  return profile.parse({
    id,
    name,
    grant: 'client_credentials',
    server: { ...server, tokenKey: null },
    client: { clientId: client.clientId, authMethod: 'none' },
    request: { opensIn: request.opensIn },
    tls,
    proxy,
    limits,
  });
}
