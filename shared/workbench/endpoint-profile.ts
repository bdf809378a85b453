import type { EndpointTask } from '../model/endpoint-wish.ts';
import { clientSettings, endpointEdits, type Profile, requestSettings } from '../model/profile.ts';
import { endpoints } from './endpoints/endpoints.ts';

/**
 * The profile as one endpoint needs it: how the server is found and reached, and who asks. Nothing of its
 * grant is left, so that no other secret is read and none can be missing; changes to the requests of the
 * grant are not changes to this one.
 *
 * @param provesPossession whether the request carries a DPoP proof
 */
export function endpointProfile(saved: Profile, task: EndpointTask, provesPossession: boolean): Profile {
  const { dpopKey, dpopAlg } = saved.request.protection;
  const { clientId, decryptionKey } = saved.client;
  const none = endpointEdits.parse({});
  return {
    ...saved,
    grant: 'client_credentials',
    server: { ...saved.server, tokenKey: null },
    client: endpoints[task].authenticates ? saved.client : clientSettings.parse({ clientId, decryptionKey, authMethod: 'none' }),
    request: requestSettings.parse({ protection: { dpop: provesPossession, dpopKey, dpopAlg } }),
    edits: { authorization: none, token: none },
  };
}
