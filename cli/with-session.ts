import { systemClock, systemRandom } from '../node/clock-random.ts';
import { dataFolder } from '../node/data-folder.ts';
import { createHttpPort } from '../node/http/undici-http-port.ts';
import type { LoopbackCertificate } from '../node/redirect/loopback-certificate.ts';
import { createNotificationPort } from '../node/redirect/notification-port.ts';
import { createRedirectPort } from '../node/redirect/redirect-port.ts';
import { AppError } from '../shared/errors.ts';
import type { TokenWord } from '../shared/model/held-token.ts';
import type { Profile } from '../shared/model/profile.ts';
import type { ResolvedProfile } from '../shared/model/resolved-profile.ts';
import { settings } from '../shared/model/workspace.ts';
import type { FlowPorts } from '../shared/ports.ts';
import { type FilledTexts, fillTexts } from '../shared/workbench/fill-texts.ts';
import type { FillVariables } from '../shared/workbench/fill-variables.ts';
import { type ReadSecret, resolveProfile } from '../shared/workbench/resolve-profile.ts';
import type { SavedProfile } from './token/saved-profile.ts';
import { untilStopped } from './until-stopped.ts';

/** What a command works with that asks servers. */
export interface Session {
  readonly ports: FlowPorts;
  readonly clockSkewSeconds: number;
  /** Aborts with Ctrl-C. */
  readonly signal: AbortSignal;
  /** A secret of the options, by the name of its field, or one in the keychain. @throws AppError `KEYCHAIN_*` */
  readonly secret: ReadSecret;
  /** Makes a profile ready. @throws AppError `INPUT_*`, `KEYCHAIN_*`, `STORE_*`, `CANCELLED` */
  resolve(profile: Profile): Promise<ResolvedProfile>;
  /** Notes what a server said of a token; without a saved profile nothing is held. @throws AppError `STORE_*`, `KEYCHAIN_*` */
  note(word: TokenWord): Promise<void>;
  /**
   * Fills the variables of the chosen environment into what the options ask for. Without a saved profile no
   * environment is chosen: the texts stay as they are. @throws AppError as `resolve`
   */
  fillTexts<T>(fillIn: (fill: FillVariables) => Promise<T>): Promise<FilledTexts<T>>;
}

/**
 * Opens what a command needs to ask servers, lets it work, and closes everything.
 *
 * @param describe reads the options, on top of the saved profile they name; its `secrets` answer before
 *   those of the keychain, by the name of their field
 * @throws AppError for input and stored data that cannot be used
 */
export async function withSession<D extends { readonly secrets: ReadonlyMap<string, string> }, T>(
  options: { readonly profile?: string; readonly dataDir?: string },
  describe: (saved: Profile | null) => D,
  work: (session: Session, described: D) => Promise<T>,
): Promise<T> {
  const saved = options.profile === undefined ? null : await openSaved(options.profile, options.dataDir);
  const cancel = new AbortController();
  const ports: FlowPorts = {
    http: createHttpPort(),
    redirect: createRedirectPort(systemClock, { certificate: () => certificateIn(options.dataDir) }),
    notifications: createNotificationPort(systemClock),
    browser: null,
    clock: systemClock,
    random: systemRandom,
  };
  try {
    const described = describe(saved?.profile ?? null);
    // Only now, so that Ctrl-C while a secret is typed on standard input ends the program at once.
    void untilStopped().then(() => cancel.abort());
    const secret: ReadSecret = async (owner, field) => described.secrets.get(field) ?? (await saved?.secret(owner, field)) ?? null;
    const resolve = (profile: Profile) =>
      resolveProfile(
        profile,
        saved?.environment ?? null,
        secret,
        async () => (saved === null ? '' : await saved.playgroundIssuer()),
        saved?.held,
      );
    const session: Session = {
      ports,
      clockSkewSeconds: saved?.clockSkewSeconds ?? settings.parse({}).clockSkewSeconds,
      signal: cancel.signal,
      secret,
      resolve: (profile) => unlessCancelled(resolve(profile), cancel.signal),
      note: async (word) => saved?.note(word),
      fillTexts: async (fillIn) =>
        saved === null
          ? { texts: await fillIn(async (text) => text), secrets: [] }
          : unlessCancelled(fillTexts(saved.environment, secret, fillIn), cancel.signal),
    };
    return await work(session, described);
  } finally {
    await Promise.all([ports.http.close(), ports.redirect.close(), ports.notifications.close(), saved?.close()]);
  }
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
  const { openSavedProfile } = await import('./token/saved-profile.ts');
  return openSavedProfile(name, folder);
}

/** What makes certificates is not even loaded without a redirect over HTTPS. */
async function certificateIn(folder: string | undefined): Promise<LoopbackCertificate> {
  const { loopbackCertificate } = await import('../node/redirect/loopback-certificate.ts');
  return loopbackCertificate(dataFolder(folder));
}
