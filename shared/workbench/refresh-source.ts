import type { ParsedInput } from '../contract/contract.ts';
import { AppError } from '../errors.ts';
import type { Profile } from '../model/profile.ts';
import { originOfRun, originOfToken, type TokenOrigin } from './held-tokens.ts';
import type { RunHistory } from './history.ts';
import type { ReadSecret } from './resolve-profile.ts';
import { tokenOfRun } from './token-of-run.ts';

/** A profile as it is to be run. */
export interface PreparedRun {
  readonly ready: Profile;
  readonly secret: ReadSecret;
  /** Of a refresh: what it goes on with; null where its token was pasted, and for every other grant. */
  readonly origin: TokenOrigin | null;
}

/**
 * Puts the refresh token of an earlier run, or one that is held, in place of the profile's own, where that was asked for.
 *
 * @throws AppError `INPUT_INVALID`, `INPUT_MISSING_SECRET`, and what reading history throws
 */
export async function withRefreshSource(
  { grant, refreshFrom, refreshWith }: Pick<ParsedInput<'run.start'>, 'grant' | 'refreshFrom' | 'refreshWith'>,
  profile: Profile,
  readSecret: ReadSecret,
  history: RunHistory,
): Promise<PreparedRun> {
  if (refreshFrom === undefined && refreshWith === undefined)
    return { ready: profile, secret: readSecret, origin: await ownOrigin(profile, history) };
  if (grant !== 'refresh_token') {
    throw new AppError('INPUT_INVALID', { message: 'Only the refresh token grant can take the refresh token of an earlier run.' });
  }
  if (refreshFrom !== undefined) {
    if (refreshWith !== undefined) throw new AppError('INPUT_INVALID', { message: 'A refresh takes one refresh token, not two.' });
    return ofRun(refreshFrom, profile, readSecret, history);
  }
  const { token: id, scope, resources } = refreshWith ?? { token: '' };
  const { token } = await history.token(id);
  if (token.kind !== 'refresh_token') throw new AppError('INPUT_INVALID', { message: 'This token is no refresh token.' });
  const request = {
    ...profile.request,
    refreshToken: { held: id },
    ...(scope !== undefined && { scope }),
    ...(resources !== undefined && { resources: [...resources] }),
  };
  return { ready: { ...profile, request }, secret: readSecret, origin: originOfToken(token) };
}

/** Where the profile itself names a held refresh token. One that is gone is told of when the profile is resolved. */
async function ownOrigin({ grant, request: { refreshToken } }: Profile, history: RunHistory): Promise<TokenOrigin | null> {
  if (grant !== 'refresh_token' || refreshToken === null || !('held' in refreshToken)) return null;
  const held = await history.token(refreshToken.held).catch(() => null);
  return held === null ? null : originOfToken(held.token);
}

async function ofRun(runId: string, profile: Profile, readSecret: ReadSecret, history: RunHistory): Promise<PreparedRun> {
  const record = await history.read(runId);
  const token = tokenOfRun(record.sealed, 'refresh_token');
  if (token === undefined) {
    throw new AppError('INPUT_MISSING_SECRET', {
      message: 'That run obtained no refresh token.',
      hint: 'Ask for one (often with the scope offline_access), or enter one in the profile.',
    });
  }
  // No field of the keychain can have this name by accident: it is longer than a field may be.
  const field = `refresh token of run ${runId} `.padEnd(300, '.');
  return {
    ready: { ...profile, request: { ...profile.request, refreshToken: { secret: field } } },
    secret: async (owner, name) => (name === field ? token : readSecret(owner, name)),
    origin: originOfRun(record),
  };
}
