import { type Profile, profile } from '../model/profile.ts';

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
