import { systemClock, systemRandom } from '../../node/clock-random.ts';
import { createHttpPort } from '../../node/http/undici-http-port.ts';
import { createNotificationPort } from '../../node/redirect/notification-port.ts';
import { createRedirectPort } from '../../node/redirect/redirect-port.ts';
import { AppError } from '../../shared/errors.ts';
import { type Profile, type ProfileInput, profile } from '../../shared/model/profile.ts';
import type { ResolvedProfile } from '../../shared/model/resolved-profile.ts';
import type { SecretRef } from '../../shared/model/value.ts';
import { settings } from '../../shared/model/workspace.ts';
import type { FlowPorts } from '../../shared/ports.ts';
import { resolveProfile } from '../../shared/workbench/resolve-profile.ts';
import { readSecrets, type SecretForms } from '../token/read-secret.ts';
import type { SavedProfile } from '../token/saved-profile.ts';
import { passphraseForms, transportFrom } from '../token/transport-options.ts';
import { untilStopped } from '../until-stopped.ts';
import type { ServerOptions } from './server-options.ts';

/** A server that can be asked, as the options describe it. */
export interface DescribedServer {
  readonly ports: FlowPorts;
  /** The saved profile with the options on top; without one, made of the options alone. */
  readonly profile: Profile;
  /** The saved profile behind it; null for none. */
  readonly saved: SavedProfile | null;
  /** Values of the command's own secrets, in the order asked for; undefined for one that was not given. */
  readonly secrets: readonly (string | undefined)[];
  readonly clockSkewSeconds: number;
  /** Aborts with Ctrl-C. */
  readonly signal: AbortSignal;
  /** Makes ready what is left of the profile. @throws AppError `INPUT_*`, `KEYCHAIN_*`, `CANCELLED` */
  resolve(ready: Profile): Promise<ResolvedProfile>;
}

/** What one command says of the server and the client, besides what all have. */
export interface ServerWish {
  readonly issuer: string | undefined;
  /** Endpoints given by hand; undefined ones were not. */
  readonly endpoints?: NonNullable<ProfileInput['server']>['endpoints'];
  readonly clientId?: string | undefined;
  /** Secrets of the command itself, to be read together with all others. */
  readonly secretForms?: readonly SecretForms[];
}

/**
 * Opens what a command needs to ask a server, lets it work, and closes everything.
 *
 * @throws AppError for input and stored data that cannot be used
 */
export async function withServer<T>(options: ServerOptions, wish: ServerWish, work: (server: DescribedServer) => Promise<T>): Promise<T> {
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
    const kept = new Map<string, string>();
    const [passphrase, ...secrets] = readSecrets([passphraseForms(options), ...(wish.secretForms ?? [])], process.env);
    const keep = (field: string, value: string): SecretRef => {
      kept.set(`command-line/${field}`, value);
      return { secret: `command-line/${field}` };
    };
    const described = describe(wish, options, saved?.profile ?? null, passphrase, keep);
    // Only now, so that Ctrl-C while a secret is typed on standard input ends the program at once.
    void untilStopped().then(() => cancel.abort());
    const resolve = (ready: Profile) =>
      resolveProfile(
        ready,
        saved?.environment ?? null,
        async (owner, field) => kept.get(field) ?? (await saved?.secret(owner, field)) ?? null,
        async () => (saved === null ? '' : await saved.playgroundIssuer()),
      );
    return await work({
      ports,
      profile: described,
      saved,
      secrets,
      clockSkewSeconds: saved?.clockSkewSeconds ?? settings.parse({}).clockSkewSeconds,
      signal: cancel.signal,
      resolve: (ready) => unlessCancelled(resolve(ready), cancel.signal),
    });
  } finally {
    await Promise.all([ports.http.close(), ports.redirect.close(), ports.notifications.close(), saved?.close()]);
  }
}

function describe(
  { issuer, endpoints = {}, clientId }: ServerWish,
  options: ServerOptions,
  base: Profile | null,
  passphrase: string | undefined,
  keep: (field: string, value: string) => SecretRef,
): Profile {
  const start: ProfileInput = base ?? { id: crypto.randomUUID(), name: 'Command line' };
  const given = Object.fromEntries(Object.entries(endpoints).filter(([, url]) => url !== undefined));
  const byHand = issuer === undefined && base === null;
  const described: ProfileInput = {
    ...start,
    // An issuer given here is another one, so nothing of the saved one may answer in its place.
    server:
      issuer !== undefined
        ? { kind: 'issuer', issuer, endpoints: given }
        : { ...start.server, ...(byHand && { kind: 'endpoints' }), endpoints: { ...start.server?.endpoints, ...given } },
    client: { ...start.client, ...(clientId !== undefined && { clientId }) },
    ...transportFrom(options, passphrase, keep, start),
    limits: {
      ...start.limits,
      ...(options.timeout !== undefined && { requestSeconds: options.timeout, browserSeconds: options.timeout }),
    },
  };
  const parsed = profile.safeParse(described);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError('INPUT_INVALID', {
    message: `${issue?.path.join('.') ?? 'profile'}: ${issue?.message ?? 'invalid'}`,
    hint: 'Run the command with --help.',
  });
}

/** Waits, but not longer than the user does: a keychain may be waiting for a password nobody wants to type. */
function unlessCancelled<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new AppError('CANCELLED')), { once: true });
    work.then(resolve, reject);
  });
}

/** Nothing of the stores is even loaded without a saved profile. */
async function openSaved(name: string, folder: string | undefined): Promise<SavedProfile> {
  const { openSavedProfile } = await import('../token/saved-profile.ts');
  return openSavedProfile(name, folder);
}
