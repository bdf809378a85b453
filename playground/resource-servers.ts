import { type Client, errors, type ResourceServer } from 'oidc-provider';
import { clientFacts, jwtApi, opaqueApi } from './clients.ts';

const resourceServers: Readonly<Record<string, ResourceServer>> = {
  // The OpenID scopes stand here too, so that the token names everything that was granted, as most servers do.
  [jwtApi]: { scope: 'openid profile email api:read api:write', accessTokenFormat: 'jwt', accessTokenTTL: 600 },
  [opaqueApi]: { scope: 'openid profile email reports:read', accessTokenFormat: 'opaque', accessTokenTTL: 600 },
};

/** What the APIs can be asked for, beyond what OpenID Connect has. */
export const apiScopes = ['api:read', 'api:write', 'reports:read'];

/** @throws errors.InvalidTarget for an API the playground does not know (RFC 8707 §2). */
export function resourceServerInfo(_context: unknown, indicator: string): ResourceServer {
  const known = Object.hasOwn(resourceServers, indicator) ? resourceServers[indicator] : undefined;
  if (known === undefined)
    throw new errors.InvalidTarget(`the playground knows the resources ${Object.keys(resourceServers).join(' and ')}`);
  return known;
}

/** The API a client gets tokens for when it names none. Without one the token is for the userinfo endpoint. */
export function defaultResource(_context: unknown, client: Client, oneOf?: readonly string[]): string | readonly string[] | undefined {
  const known = clientFacts.find((facts) => facts.clientId === client.clientId);
  const wanted = known === undefined ? resourceByScope(client.scope ?? '') : known.resource;
  if (oneOf === undefined) return wanted;
  return wanted !== undefined && oneOf.includes(wanted) ? wanted : oneOf;
}

/** Of a client that registered itself: the API its scope is of. */
function resourceByScope(scope: string): string | undefined {
  if (/(^| )api:/.test(scope)) return jwtApi;
  return /(^| )reports:/.test(scope) ? opaqueApi : undefined;
}
