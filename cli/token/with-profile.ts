import { AppError } from '../../shared/errors.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { RunRecord } from '../../shared/model/run.ts';
import type { FlowPorts } from '../../shared/ports.ts';
import type { PresetProfile } from '../../shared/servers/fill-preset.ts';
import type { RunRequest } from '../../shared/workbench/run-context.ts';
import type { TokenOptions } from '../token.ts';
import { type Session, withSession } from '../with-session.ts';
import type { AdHocProfile } from './profile-from-options.ts';

/** What every command has that runs something for a profile. */
type Options = Pick<TokenOptions, 'profile' | 'preset' | 'placeholder' | 'dataDir'>;

/**
 * Makes the profile ready that the options describe, and has it run.
 *
 * @param address where the server is: its issuer, or what a preset asks for
 * @param describe makes the profile of the options, on top of a saved one or a preset
 * @throws AppError for input and stored data that cannot be used
 */
export async function withProfile(
  address: string | undefined,
  options: Options,
  describe: (saved: Profile | null, preset: PresetProfile | null) => AdHocProfile,
  run: (ports: FlowPorts, request: RunRequest, session: Session) => Promise<RunRecord>,
): Promise<RunRecord> {
  const preset = options.preset === undefined ? null : await findPreset(options.preset, address, options);
  return withSession(
    options,
    (saved) => describe(saved, preset),
    async (session, { profile }) => {
      const { ports, clockSkewSeconds, signal, resolve } = session;
      const resolved = await resolve(profile).catch(rethrowForCommandLine);
      return run(ports, { runId: crypto.randomUUID(), profile: resolved, clockSkewSeconds, signal }, session);
    },
  );
}

/** With which option a secret is given that has no value, by what it is called; the first that is named in the message. */
const givenWith: readonly (readonly [what: string, option: string])[] = [
  ['passphrase', '--signing-key-passphrase-env or --signing-key-passphrase-file'],
  ['signing key', '--signing-key'],
  ['client secret', '--client-secret-env or --client-secret-file'],
  ['password', '--password-env or --password-file'],
  ['refresh token', '--refresh-token-env or --refresh-token-file'],
  ['subject token', '--subject-token-env or --subject-token-file'],
  ['actor token', '--actor-token-env or --actor-token-file'],
  ['assertion', '--assertion-env or --assertion-file'],
];

/** There is no form here in which a secret could be entered. */
function rethrowForCommandLine(thrown: unknown): never {
  if (!(thrown instanceof AppError) || thrown.code !== 'INPUT_MISSING_SECRET') throw thrown;
  const option = givenWith.find(([what]) => thrown.message.startsWith(`The ${what} `))?.[1];
  const hint = option === undefined ? 'Enter it in the saved profile, or give another one in its place.' : `Give it with ${option}.`;
  throw new AppError(thrown.code, { message: thrown.message, hint, cause: thrown });
}

/** The presets are not even loaded without one. */
async function findPreset(id: string, address: string | undefined, options: Options): Promise<PresetProfile> {
  const { findPreset: find } = await import('./find-preset.ts');
  return find(id, address, options);
}
