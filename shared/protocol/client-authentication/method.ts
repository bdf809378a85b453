import type { ClientAuth } from 'oauth4webapi';
import { AppError } from '../../errors.ts';
import type { ResolvedProfile } from '../../model/resolved-profile.ts';
import type { Clock } from '../../ports.ts';

/** What client authentication takes of a profile. */
export type ClientToAuthenticate = Pick<ResolvedProfile, 'client' | 'server' | 'tls'>;

/** Makes a client's proof out of its settings; the same function value serves every endpoint and grant. */
export type AuthenticationMethod = (profile: ClientToAuthenticate, clock: Clock) => ClientAuth;

/** @throws AppError `INPUT_MISSING_SECRET` */
export function needSecret({ client }: ClientToAuthenticate): string {
  if (client.clientSecret !== null) return client.clientSecret;
  throw new AppError('INPUT_MISSING_SECRET', { message: `${client.authMethod} needs a client secret, and there is none.` });
}
