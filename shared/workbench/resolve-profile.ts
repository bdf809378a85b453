import { AppError } from '../errors.ts';
import { grantTraits } from '../model/grant-traits.ts';
import type { Profile } from '../model/profile.ts';
import type { KnownSecret, ResolvedProfile } from '../model/resolved-profile.ts';
import type { Environment } from '../model/workspace.ts';
import { variableFiller } from './fill-variables.ts';
import { resolveClient } from './resolve-client.ts';
import { noEdits, resolveEdits } from './resolve-edits.ts';
import { resolveRequest } from './resolve-request.ts';
import { resolveServer } from './resolve-server.ts';
import type { ReadSecret, ResolveSources } from './resolve-sources.ts';
import { resolveTransport } from './resolve-transport.ts';

export type { ReadSecret } from './resolve-sources.ts';

/**
 * Makes a profile ready for its grant: `{{variables}}` filled in, references replaced by secrets.
 * Reads only the secrets this grant needs, since a keychain may ask the user for each; what the
 * grant does not use comes out empty, and may refer to things that do not exist.
 *
 * @throws AppError `INPUT_VARIABLE`, `INPUT_MISSING_SECRET`, `INPUT_URL`, and what `secret` throws
 */
export async function resolveProfile(
  profile: Profile,
  environment: Environment | null,
  secret: ReadSecret,
  playgroundIssuer: () => Promise<string>,
): Promise<ResolvedProfile> {
  const knownSecrets: KnownSecret[] = [];
  const reveal = (known: KnownSecret) => {
    if (known.value !== '') knownSecrets.push(known);
  };
  const sources: ResolveSources = {
    fill: variableFiller(environment, secret, reveal),
    reveal,
    async read(reference, kind, what) {
      const value = reference === null ? null : await secret(profile.id, reference.secret);
      if (value === null) throw new AppError('INPUT_MISSING_SECRET', { message: `The ${what} of “${profile.name}” has no value.` });
      reveal({ kind, value });
      return value;
    },
  };
  const opens = grantTraits[profile.grant].opens !== 'nothing';
  return {
    id: profile.id,
    name: profile.name,
    server: await resolveServer(profile, sources, playgroundIssuer),
    client: await resolveClient(profile, sources),
    grant: profile.grant,
    request: await resolveRequest(profile, sources),
    edits: {
      // What starts a flow takes these changes: the authorization, device or backchannel request.
      authorization: opens ? await resolveEdits(profile.edits.authorization, 'authorization', sources) : noEdits,
      token: await resolveEdits(profile.edits.token, 'token', sources),
    },
    ...(await resolveTransport(profile, sources)),
    limits: profile.limits,
    knownSecrets,
  };
}
