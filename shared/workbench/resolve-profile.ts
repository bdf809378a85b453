import { AppError, asAppError } from '../errors.ts';
import { grantTraits } from '../model/grant-traits.ts';
import type { Profile } from '../model/profile.ts';
import type { KnownSecret, ResolvedProfile } from '../model/resolved-profile.ts';
import type { Environment } from '../model/workspace.ts';
import { variableFiller } from './fill-variables.ts';
import { resolveClient } from './resolve-client.ts';
import { noEdits, resolveEdits } from './resolve-edits.ts';
import { resolveRequest } from './resolve-request.ts';
import { resolveServer } from './resolve-server.ts';
import type { ReadHeldToken, ReadSecret, ResolveSources } from './resolve-sources.ts';
import { resolveTransport } from './resolve-transport.ts';

export type { ReadHeldToken, ReadSecret } from './resolve-sources.ts';

/**
 * Makes a profile ready for its grant: `{{variables}}` filled in, references replaced by secrets.
 * Reads only the secrets this grant needs, since a keychain may ask the user for each; what the
 * grant does not use comes out empty, and may refer to things that do not exist.
 *
 * @throws AppError `INPUT_VARIABLE`, `INPUT_MISSING_SECRET`, `INPUT_URL`, and what `secret` and `held` throw
 */
export async function resolveProfile(
  profile: Profile,
  environment: Environment | null,
  secret: ReadSecret,
  playgroundIssuer: () => Promise<string>,
  held: ReadHeldToken = nothingHeld,
): Promise<ResolvedProfile> {
  const knownSecrets: KnownSecret[] = [];
  const reveal = (known: KnownSecret) => {
    if (known.value !== '') knownSecrets.push(known);
  };
  const sources: ResolveSources = {
    fill: variableFiller(environment, secret, reveal),
    reveal,
    async read(reference, kind, what) {
      if (reference !== null && 'held' in reference) {
        const token = await heldValue(held, reference.held, `${what} of “${profile.name}”`);
        reveal({ kind, value: token });
        return token;
      }
      const value = reference === null ? null : await secret(profile.id, reference.secret);
      if (value === null)
        throw new AppError('INPUT_MISSING_SECRET', { message: `The ${what} of “${profile.name}” has no value.`, missing: what });
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

/** Where there is no history, nothing is held. */
const nothingHeld: ReadHeldToken = async () => {
  throw new AppError('STORE_NOT_FOUND');
};

/** @throws AppError `INPUT_MISSING_SECRET` where it is not held any more, and what `held` throws */
async function heldValue(held: ReadHeldToken, id: string, what: string): Promise<string> {
  try {
    return await held(id);
  } catch (thrown) {
    const error = asAppError(thrown);
    if (error.code !== 'STORE_NOT_FOUND') throw error;
    throw new AppError('INPUT_MISSING_SECRET', {
      message: `The ${what} was chosen among the held tokens, and is not held any more.`,
      hint: 'Choose another one in the profile, or give the token itself.',
      cause: error,
    });
  }
}
