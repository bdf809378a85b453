import { systemClock, systemRandom } from '../../node/clock-random.ts';
import { createHttpPort } from '../../node/http/undici-http-port.ts';
import { createNotificationPort } from '../../node/redirect/notification-port.ts';
import { createRedirectPort } from '../../node/redirect/redirect-port.ts';
import { AppError } from '../../shared/errors.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { RunRecord } from '../../shared/model/run.ts';
import { settings } from '../../shared/model/workspace.ts';
import type { FlowPorts } from '../../shared/ports.ts';
import type { PresetProfile } from '../../shared/servers/fill-preset.ts';
import { resolveProfile } from '../../shared/workbench/resolve-profile.ts';
import type { RunRequest } from '../../shared/workbench/run-context.ts';
import { type ExitCode, exitCodeFor } from '../exit-code.ts';
import type { TokenOptions } from '../token.ts';
import { untilStopped } from '../until-stopped.ts';
import type { AdHocProfile } from './profile-from-options.ts';
import type { SavedProfile } from './saved-profile.ts';

/** What every command has that runs something for a profile. */
type Options = Pick<TokenOptions, 'profile' | 'preset' | 'placeholder' | 'dataDir'>;

/**
 * Makes the profile ready that the options describe, has it run, and closes what was opened for it.
 *
 * @param address where the server is: its issuer, or what a preset asks for
 * @param describe makes the profile of the options, on top of a saved one or a preset
 * @throws AppError for input and stored data that cannot be used
 */
export async function withProfile(
  address: string | undefined,
  options: Options,
  describe: (saved: Profile | null, preset: PresetProfile | null) => AdHocProfile,
  run: (ports: FlowPorts, request: RunRequest) => Promise<RunRecord>,
): Promise<RunRecord> {
  const preset = options.preset === undefined ? null : await findPreset(options.preset, address, options);
  const saved = options.profile === undefined ? null : await openSaved(options.profile, options.dataDir);
  const cancel = new AbortController();
  const ports: FlowPorts = {
    http: createHttpPort(),
    redirect: createRedirectPort(systemClock),
    notifications: createNotificationPort(systemClock),
    browser: null,
    clock: systemClock,
    random: systemRandom,
  };
  try {
    const { profile, secrets } = describe(saved?.profile ?? null, preset);
    // Only now, so that Ctrl-C while a secret is typed on standard input ends the program at once.
    void untilStopped().then(() => cancel.abort());
    const resolving = resolveProfile(
      profile,
      saved?.environment ?? null,
      async (owner, field) => secrets.get(field) ?? (await saved?.secret(owner, field)) ?? null,
      async () => (saved === null ? '' : await saved.playgroundIssuer()),
      saved?.held,
    );
    const resolved = await unlessCancelled(resolving, cancel.signal).catch(rethrowForCommandLine);
    const clockSkewSeconds = saved?.clockSkewSeconds ?? settings.parse({}).clockSkewSeconds;
    return await run(ports, { runId: crypto.randomUUID(), profile: resolved, clockSkewSeconds, signal: cancel.signal });
  } finally {
    await Promise.all([ports.http.close(), ports.redirect.close(), ports.notifications.close(), saved?.close()]);
  }
}

/** How a command ends that ran something. */
export function exitCodeOf({ view }: RunRecord): ExitCode {
  if (view.summary.outcome === 'cancelled') return 130;
  if (view.error !== null) return exitCodeFor(view.error.code);
  const failed = view.steps.some((step) => step.verdicts.some(({ status }) => status === 'fail'));
  return failed || view.summary.outcome === 'checks_failed' ? 4 : 0;
}

/** Waits, but not longer than the user does: a keychain may be waiting for a password nobody wants to type. */
function unlessCancelled<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new AppError('CANCELLED')), { once: true });
    work.then(resolve, reject);
  });
}

/** There is no form here in which a secret could be entered. */
function rethrowForCommandLine(thrown: unknown): never {
  if (!(thrown instanceof AppError) || thrown.code !== 'INPUT_MISSING_SECRET') throw thrown;
  const hint = 'Give it with its option: --client-secret-env, --password-env, --refresh-token-env, or their -file forms.';
  throw new AppError(thrown.code, { message: thrown.message, hint, cause: thrown });
}

/** The presets are not even loaded without one. */
async function findPreset(id: string, address: string | undefined, options: Options): Promise<PresetProfile> {
  const { findPreset: find } = await import('./find-preset.ts');
  return find(id, address, options);
}

/** Nothing of the stores is even loaded without a saved profile. */
async function openSaved(name: string, folder: string | undefined): Promise<SavedProfile> {
  const { openSavedProfile } = await import('./saved-profile.ts');
  return openSavedProfile(name, folder);
}
