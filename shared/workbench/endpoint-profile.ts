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
  const none = endpointEdits.parse({});
  return {
    ...saved,
    grant: 'client_credentials',
    server: { ...saved.server, tokenKey: null },
    client: clientFor(saved, task),
    request: requestSettings.parse({ protection: { dpop: provesPossession, dpopKey, dpopAlg } }),
    edits: { authorization: none, token: none },
  };
}

function clientFor({ client }: Profile, task: EndpointTask): Profile['client'] {
  const { authenticates, readsSigned = false } = endpoints[task];
  const { clientId, decryptionKey, clientSecret, authMethod } = client;
  const hasSecret = clientSecret !== null && authMethod.startsWith('client_secret_');
  return authenticates || (readsSigned && hasSecret) ? client : clientSettings.parse({ clientId, decryptionKey, authMethod: 'none' });
}
