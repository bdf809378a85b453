import { type Profile, profile, serverSettings } from '../model/profile.ts';

/** The part of a profile that discovery needs, so that no other secret is read and none can be missing. */
export function serverOnly({ id, name, server, tls, proxy, limits }: Profile): Profile {
  const client = { authMethod: 'none' } as const;
  return profile.parse({
    id,
    name,
    grant: 'client_credentials',
    server: { ...server, endpoints: {}, tokenKey: null },
    client,
    tls,
    proxy,
    limits,
  });
}

/** What of a profile says how any server is reached, and nothing of its own: no issuer that could be missing. */
export function reachOnly(saved: Profile): Profile {
  return serverOnly({ ...saved, server: serverSettings.parse({ kind: 'endpoints' }) });
}
