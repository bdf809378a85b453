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
      const resolved = await resolve(profile);
      return run(ports, { runId: crypto.randomUUID(), profile: resolved, clockSkewSeconds, signal }, session);
    },
  );
}

/** The presets are not even loaded without one. */
async function findPreset(id: string, address: string | undefined, options: Options): Promise<PresetProfile> {
  const { findPreset: find } = await import('./find-preset.ts');
  return find(id, address, options);
}
