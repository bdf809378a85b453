import { systemClock, systemRandom } from '../../node/clock-random.ts';
import { createHttpPort } from '../../node/http/undici-http-port.ts';
import { createNotificationPort } from '../../node/redirect/notification-port.ts';
import { createRedirectPort } from '../../node/redirect/redirect-port.ts';
import { AppError } from '../../shared/errors.ts';
import type { RunRecord, Step } from '../../shared/model/run.ts';
import { settings } from '../../shared/model/workspace.ts';
import type { FlowPorts } from '../../shared/ports.ts';
import type { PresetProfile } from '../../shared/servers/fill-preset.ts';
import { resolveProfile } from '../../shared/workbench/resolve-profile.ts';
import { type RunObserver, runGrant } from '../../shared/workbench/run-grant.ts';
import { type ExitCode, exitCodeFor } from '../exit-code.ts';
import { writeLine } from '../output.ts';
import type { TokenOptions } from '../token.ts';
import { untilStopped } from '../until-stopped.ts';
import { askForAuthorization } from './ask-for-authorization.ts';
import { describeStep, printRun } from './print-run.ts';
import { profileFromOptions } from './profile-from-options.ts';
import type { SavedProfile } from './saved-profile.ts';
import { tellWaiting } from './tell-waiting.ts';
import { tokenDocument } from './token-document.ts';

/**
 * Runs the grant that the options describe and prints what came of it.
 *
 * @throws AppError for input and stored data that cannot be used; what happens on the wire is in the output instead.
 */
export async function runToken(issuer: string | undefined, options: TokenOptions): Promise<ExitCode> {
  const preset = options.preset === undefined ? null : await findPreset(options.preset, issuer, options);
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
    const { profile, secrets } = profileFromOptions(issuer, options, saved?.profile ?? null, preset);
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
    const request = { runId: crypto.randomUUID(), profile: resolved, clockSkewSeconds, signal: cancel.signal };
    // An archive that cannot be written must be known before there are tokens to lose.
    if (options.har !== undefined) await keepHar(options.har, null, false);
    const record = await runGrant(ports, request, observe(options));
    const code = exitCodeOf(record);
    if (options.har !== undefined) await keepHar(options.har, record, options.showSecrets === true);
    if (options.json) await writeLine(process.stdout, JSON.stringify(tokenDocument(record, code === 0, options.showSecrets === true)));
    else await printRun(record);
    return code;
  } finally {
    await Promise.all([ports.http.close(), ports.redirect.close(), ports.notifications.close(), saved?.close()]);
  }
}

/** What writes archives is not even loaded without one. */
async function keepHar(file: string, record: RunRecord | null, showSecrets: boolean): Promise<void> {
  const [{ harOfRun }, { writeHar }] = await Promise.all([import('../../shared/workbench/run-export.ts'), import('../write-har.ts')]);
  await writeHar(file, record === null ? [] : harOfRun(record, showSecrets));
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
async function findPreset(id: string, address: string | undefined, options: TokenOptions): Promise<PresetProfile> {
  const { findPreset: find } = await import('./find-preset.ts');
  return find(id, address, options);
}

/** Nothing of the stores is even loaded without a saved profile. */
async function openSaved(name: string, folder: string | undefined): Promise<SavedProfile> {
  const { openSavedProfile } = await import('./saved-profile.ts');
  return openSavedProfile(name, folder);
}

function observe(options: TokenOptions): RunObserver {
  const told = new Set<number>();
  const waited = new Set<number>();
  const tell = (step: Step) => {
    if (step.waiting !== null && !waited.has(step.index)) {
      waited.add(step.index);
      void tellWaiting(step, options.json === true);
    }
    if (options.json || step.endedAt === null || told.has(step.index)) return;
    told.add(step.index);
    void writeLine(process.stderr, describeStep(step));
  };
  return { stepped: tell, authorizationRequested: (request) => askForAuthorization(request, options) };
}

function exitCodeOf({ view }: RunRecord): ExitCode {
  if (view.summary.outcome === 'cancelled') return 130;
  if (view.error !== null) return exitCodeFor(view.error.code);
  const failed = view.steps.some((step) => step.verdicts.some(({ status }) => status === 'fail'));
  return failed || view.summary.outcome === 'checks_failed' ? 4 : 0;
}
