import type { Emit } from '../contract/contract.ts';
import { AppError, asAppError, fromErrorData } from '../errors.ts';
import type { AppErrorData } from '../model/app-error.ts';
import type { Capabilities, KeychainFacts } from '../model/host-facts.ts';
import type { PlaygroundFacts, PlaygroundFault } from '../model/playground.ts';
import type { Profile } from '../model/profile.ts';
import type { ResolvedProfile } from '../model/resolved-profile.ts';
import type { Environment, Workspace } from '../model/workspace.ts';
import type { Ports } from '../ports.ts';
import { type FilledTexts, fillTexts } from './fill-texts.ts';
import type { FillVariables } from './fill-variables.ts';
import { secretAccount } from './profile-secrets.ts';
import { type ReadSecret, resolveProfile } from './resolve-profile.ts';
import { tellNotices } from './tell-notices.ts';

/** What a host says about itself. */
export interface HostDescription {
  readonly version: string;
  readonly capabilities: Capabilities;
  /** Absolute path. */
  readonly dataFolder: string;
}

/** What every group of handlers works with. */
export interface WorkbenchContext {
  readonly ports: Ports;
  readonly host: HostDescription;
  readonly emit: Emit;
  /** Changes the workspace and tells everyone. */
  changeWorkspace(edit: (workspace: Workspace) => Workspace): Promise<Workspace>;
  /** Asks the keychain how it is; where its answer comes too late to be waited for, everyone is told then. */
  probeKeychain(): Promise<KeychainFacts>;
  /** Asks keychain and history how they are, and tells everyone. */
  tellKeychain(afresh?: boolean): Promise<KeychainFacts>;
  /** Starts the playground if it is not running, or not with these faults, and tells everyone if that was so. */
  startPlayground(faults?: readonly PlaygroundFault[]): Promise<PlaygroundFacts>;
  /** @throws AppError `STORE_NOT_FOUND`, and what resolving throws */
  resolve(profile: Profile, workspace: Workspace, secret?: ReadSecret): Promise<ResolvedProfile>;
  /** Fills the variables of the chosen environment into what is asked for this once. @throws AppError as `fillTexts` */
  fillTexts<T>(workspace: Workspace, fillIn: (fill: FillVariables) => Promise<T>): Promise<FilledTexts<T>>;
  /** A secret, or null where there is none. @throws AppError `KEYCHAIN_*`, also where nothing was found because it is locked */
  readSecret: ReadSecret;
  /** For what must not be begun where its secrets could not be kept. @throws AppError `KEYCHAIN_*` */
  assertKeychainOpen(): Promise<void>;
  /** Copies secrets from one owner to another; all or none. */
  copySecrets(from: string, to: string, fields: readonly string[]): Promise<void>;
  /** @throws AppError `KEYCHAIN_*`, also where a locked keychain would keep them without a word */
  deleteSecrets(owner: string, fields: readonly string[]): Promise<void>;
  /** Work that closing waits for. */
  watched<T>(work: Promise<T>): Promise<T>;
  /** Work nobody but closing waits for: a failure is logged. */
  inBackground(event: string, work: Promise<unknown>): void;
  /** Waits until all watched work, and what it started, is done. */
  settled(): Promise<void>;
}

/** Puts the ports and the host into what the handlers share. */
export function createContext(opened: Ports, host: HostDescription, emit: Emit): WorkbenchContext {
  const ports = { ...opened, workspace: tellNotices(opened.workspace, (notices) => emit('notice.changed', { notices })) };
  const underWay = new Set<Promise<unknown>>();

  /** A keychain that was slow, or that its user unlocked meanwhile, opens what was closed for its silence. */
  const probeKeychain = (afresh = false) => ports.secrets.probe({ whenReady: () => void tellKeychain(), afresh });

  async function tellKeychain(afresh = false): Promise<KeychainFacts> {
    const keychain = await probeKeychain(afresh);
    // Afterwards: a call that was given up for the sake of a fresh answer was history's, maybe.
    const history = await historyProblem(ports);
    emit('keychain.changed', { keychain, history });
    return keychain;
  }

  /** A locked keychain looks like an empty one: reads find nothing, deletes do nothing, and neither says so. */
  async function assertKeychainOpen(): Promise<void> {
    const { state, reason } = await probeKeychain();
    if (state === 'ready' || state === 'memory') return;
    throw reason === null ? new AppError('KEYCHAIN_UNAVAILABLE') : fromErrorData(reason);
  }

  const readSecret: ReadSecret = async (owner, field) => {
    const value = await ports.secrets.get(secretAccount(owner, field));
    if (value === null) await assertKeychainOpen();
    return value;
  };

  function watched<T>(work: Promise<T>): Promise<T> {
    underWay.add(work);
    const done = () => underWay.delete(work);
    work.then(done, done);
    return work;
  }

  async function startPlayground(faults?: readonly PlaygroundFault[]): Promise<PlaygroundFacts> {
    const before = ports.playground.running();
    const facts = await ports.playground.start(faults);
    if (before !== facts) emit('playground.changed', { running: facts });
    return facts;
  }

  async function deleteSecrets(owner: string, fields: readonly string[]): Promise<void> {
    if (fields.length > 0) await assertKeychainOpen();
    for (const field of fields) await ports.secrets.delete(secretAccount(owner, field));
  }

  return {
    ports,
    host,
    emit,
    startPlayground,
    readSecret,
    assertKeychainOpen,
    deleteSecrets,
    async changeWorkspace(edit) {
      const workspace = await ports.workspace.change(edit);
      emit('workspace.changed', { workspace });
      return workspace;
    },
    probeKeychain,
    tellKeychain,
    resolve: (profile, workspace, secret = readSecret) =>
      resolveProfile(
        profile,
        chosenEnvironment(workspace),
        secret,
        async () => (await startPlayground()).issuer,
        async (id) => (await ports.tokens.get(id)).value,
      ),
    fillTexts: (workspace, fillIn) => fillTexts(chosenEnvironment(workspace), readSecret, fillIn),
    async copySecrets(from, to, fields) {
      const copied: string[] = [];
      try {
        for (const field of fields) {
          const value = await readSecret(from, field);
          if (value === null) continue;
          await ports.secrets.set(secretAccount(to, field), value);
          copied.push(field);
        }
      } catch (error) {
        await deleteSecrets(to, copied).catch(() => undefined);
        throw error;
      }
    },
    watched,
    inBackground(event, work) {
      void watched(work.catch((thrown: unknown) => ports.log.write('warn', event, { code: asAppError(thrown).code })));
    },
    async settled() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}

/** Why history is closed, or null; a store that cannot even say is itself the reason. */
export async function historyProblem(ports: Ports): Promise<AppErrorData | null> {
  try {
    return await ports.runs.problem();
  } catch (thrown) {
    return asAppError(thrown).toData();
  }
}

/** @throws AppError `STORE_NOT_FOUND` */
export function profileOf(workspace: Workspace, id: string): Profile {
  const found = workspace.profiles.find((profile) => profile.id === id);
  if (found === undefined) throw new AppError('STORE_NOT_FOUND', { message: 'There is no such profile.' });
  return found;
}

/** The environment whose variables are used; null for none. */
function chosenEnvironment({ environments, settings }: Workspace): Environment | null {
  return environments.find(({ id }) => id === settings.environmentId) ?? null;
}
