import type { Handlers, ParsedInput, RegistrationOutcome } from '../contract/contract.ts';
import { AppError, asAppError } from '../errors.ts';
import type { Profile } from '../model/profile.ts';
import type { RegistrationWish } from '../model/registration-wish.ts';
import { isSecretRef } from '../model/value.ts';
import type { Workspace } from '../model/workspace.ts';
import { readClientMetadata } from '../protocol/client-metadata.ts';
import { bareProfile } from './bare-profile.ts';
import { knowing } from './fill-texts.ts';
import { filledMetadata } from './filled-metadata.ts';
import { forgetClient, type KeptClient, keepAsNewProfile, keepInProfile, type ProfileKeeping } from './keep-registration.ts';
import type { LiveRun } from './live-run.ts';
import { registeredKeys } from './registered-keys.ts';
import { suggestedMetadata } from './registered-profile.ts';
import { type ReadyRegistration, type RegistrationRun, runRegistration } from './run-registration.ts';
import type { PreparedRun, TrackRun } from './track-runs.ts';
import { profileOf, type WorkbenchContext } from './workbench-context.ts';

type RegistrationHandlers = Pick<Handlers, 'registration.suggest' | 'registration.start'>;
type Kept = Pick<RegistrationOutcome, 'kept' | 'problem'>;

/** Clients that register themselves, and are managed by whoever registered them. */
export function registrationHandlers(context: WorkbenchContext, track: TrackRun): RegistrationHandlers {
  const { ports, readSecret, watched } = context;
  const keeping: ProfileKeeping = { secrets: ports.secrets, changeWorkspace: context.changeWorkspace };

  async function prepare(
    { runId, profileId, wish }: ParsedInput<'registration.start'>,
    ended: (run: RegistrationRun, profile: Profile) => void,
  ): Promise<PreparedRun> {
    const workspace = await ports.workspace.read();
    const saved = profileOf(workspace, profileId);
    const { clockSkewSeconds } = workspace.settings;
    const work = async (run: LiveRun) => {
      // Before anything is sent: what the server hands out must have a place to go.
      await run.unlessCancelled(context.assertKeychainOpen());
      const { ready, secrets } = await run.unlessCancelled(readyWish(wish, saved, workspace));
      const resolved = await run.unlessCancelled(context.resolve(bareProfile(saved), workspace));
      const profile = knowing({ ...resolved, grant: saved.grant }, secrets);
      const done = await runRegistration(ports, { runId, profile, clockSkewSeconds, signal: run.signal }, ready, run.observer);
      ended(done, saved);
      return { record: done.record, tokens: [] };
    };
    return { profile: saved, work };
  }

  /** The wish with its variables filled in, and with the tokens it takes. */
  async function readyWish(wish: RegistrationWish, saved: Profile, workspace: Workspace) {
    const filled = (text: string) => {
      const metadata = readClientMetadata(text);
      return context.fillTexts(workspace, (fill) => filledMetadata(metadata, fill));
    };
    if (wish.action === 'register') {
      const { texts: metadata, secrets } = await filled(wish.metadata);
      const ready: ReadyRegistration = { action: 'register', metadata, initialAccessToken: wish.initialAccessToken };
      return { ready, secrets };
    }
    const managed = await managedClient(saved);
    if (wish.action !== 'update') return { ready: { ...managed, action: wish.action } satisfies ReadyRegistration, secrets: [] };
    const { texts: changes, secrets } = await filled(wish.changes);
    return { ready: { ...managed, action: wish.action, changes } satisfies ReadyRegistration, secrets };
  }

  /** @throws AppError `INPUT_INVALID`, `INPUT_MISSING_SECRET`, `KEYCHAIN_*` */
  async function managedClient({ id, name, client: { registration, clientId } }: Profile) {
    if (registration === null || registration.uri === '' || registration.accessToken === null) throw unmanaged(name);
    const accessToken = await readSecret(id, registration.accessToken.secret);
    if (accessToken === null)
      throw new AppError('INPUT_MISSING_SECRET', {
        message: `The registration token of “${name}” has no value.`,
        hint: 'Without it the server cannot be asked about this client. Register another, or have it deleted by whoever runs the server.',
      });
    const uri = isSecretRef(registration.uri) ? await readSecret(id, registration.uri.secret) : registration.uri;
    return { uri: uri ?? '', accessToken, clientId: clientId === '' ? null : clientId };
  }

  async function keep({ keepable: client, hidesUri, isDeleted }: RegistrationRun, saved: Profile, wish: RegistrationWish): Promise<Kept> {
    try {
      return { kept: await keepClient(), problem: null };
    } catch (thrown) {
      return { kept: null, problem: unkept(asAppError(thrown)).toData() };
    }

    async function keepClient(): Promise<KeptClient | null> {
      if (isDeleted) return forgetClient(keeping, saved.id);
      if (client === null) return null;
      const isNew = wish.action === 'register' && wish.keepIn === 'new_profile';
      return isNew ? keepAsNewProfile(keeping, saved, client, { hidesUri }) : keepInProfile(keeping, saved, client, { hidesUri });
    }
  }

  return {
    'registration.suggest': async ({ profileId }) => {
      const saved = profileOf(await ports.workspace.read(), profileId);
      return { metadata: { ...suggestedMetadata(saved), ...(await registeredKeys(saved, (field) => readSecret(saved.id, field))) } };
    },

    'registration.start': async (input) => {
      let kept: Promise<Kept> = Promise.resolve({ kept: null, problem: null });
      const run = await track(input.runId, 'registration', () =>
        prepare(input, (ended, saved) => {
          kept = watched(keep(ended, saved, input.wish));
        }),
      );
      return { run, ...(await kept) };
    },
  };
}

function unmanaged(name: string): AppError {
  return new AppError('INPUT_INVALID', {
    message: `The client of “${name}” was not registered from here, or its server offers no management of it.`,
    hint: 'Register a client first.',
  });
}

/** The server has done its part, and it cannot be asked again. */
function unkept(error: AppError): AppError {
  return new AppError(error.code, {
    message: `The server did what it was asked, but the profile could not be changed: ${error.message}`,
    hint: 'What the server said, secrets included, stands in the exchange of this run.',
    cause: error,
  });
}
