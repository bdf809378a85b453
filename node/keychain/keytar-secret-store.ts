import { AppError, asAppError } from '../../shared/errors.ts';
import type { KeychainFacts } from '../../shared/model/host-facts.ts';
import type { SecretStore } from '../../shared/ports.ts';
import { withinTime } from '../within-time.ts';
import { isProbeAccount } from './keychain.ts';
import { keychainTimeout } from './keychain-error.ts';
import { createKeytarKeychain } from './keytar-keychain.ts';
import { createPatientKeychain, type PatientKeychain } from './patient-keychain.ts';
import { createProcessKeychain, forkKeychainProcess, type StartKeychainProcess } from './process-keychain.ts';
import { deleteSecret, isPartAccount, readSecret, sweepParts, writeSecret } from './split-secret.ts';

/** A secret store that can also say whether it still is the system's. */
export interface KeychainSecretStore extends SecretStore {
  /** True once `useMemory` was called: from then on nothing of this session shall be kept. */
  memoryOnly(): boolean;
  /** Starts what the first call would have to wait for, while the caller does something else. */
  prepare(): void;
}

export interface SecretStoreOptions {
  /** Name of our items in the system's own tool. */
  readonly service?: string;
  /** Milliseconds one call may take; long, because the system may be asking the user for a password. */
  readonly timeoutMs?: number;
  /** Milliseconds after which `probe` stops waiting and says "locked". */
  readonly probeTimeoutMs?: number;
  /** Bytes one item may hold; longer values are split. */
  readonly itemBytes?: number;
  /** How to start the keychain process; the desktop gives its own. */
  readonly startProcess?: StartKeychainProcess;
}

/** CRED_MAX_CREDENTIAL_BLOB_SIZE of Windows. */
const WINDOWS_ITEM_BYTES = 2_560;

/**
 * Only Windows splits: elsewhere there is no such limit, and on macOS each further item may be one
 * more dialog to the user. A split value is read everywhere.
 */
const defaultItemBytes = () => (process.platform === 'win32' ? WINDOWS_ITEM_BYTES : Number.POSITIVE_INFINITY);

/**
 * Where keytar runs. On Linux and macOS a call can wait for a person, and a process cannot exit while
 * it waits, so it gets a process of its own. Windows never asks. An Electron program cannot be run as
 * Node (its fuse is off), so there the desktop has to say how.
 */
function systemKeychain(service: string, options: SecretStoreOptions): PatientKeychain {
  const timeoutMs = options.timeoutMs ?? 60_000;
  const start = options.startProcess ?? (process.versions.electron === undefined ? forkKeychainProcess : null);
  if (process.platform === 'win32' || start === null) {
    return createPatientKeychain(createKeytarKeychain(service), { timeoutMs, abandon: () => undefined });
  }
  const keychain = createProcessKeychain(service, start);
  return createPatientKeychain(keychain, { timeoutMs, abandon: keychain.abandon });
}

function inMemory(values: Map<string, string>): Pick<SecretStore, 'get' | 'set' | 'delete' | 'list'> {
  return {
    get: async (account) => values.get(account) ?? null,
    set: async (account, value) => void values.set(account, value),
    delete: async (account) => void values.delete(account),
    list: async (prefix) => [...values.keys()].filter((account) => account.startsWith(prefix)).sort(),
  };
}

function assertStorable(account: string, value: string): void {
  if (account === '' || account.includes('\0') || isPartAccount(account) || isProbeAccount(account)) {
    throw new AppError('INPUT_INVALID', { message: 'A secret cannot have this name.' });
  }
  // Keychains hold C strings of UTF-8: a NUL would cut the value off without a word.
  if (value.includes('\0') || !value.isWellFormed()) {
    throw new AppError('INPUT_INVALID', { message: 'A secret cannot hold NUL or broken characters.' });
  }
}

/**
 * The system's keychain as our secret store. Nothing is touched before the first call; there is no
 * fallback of our own, only memory when the user asks for it.
 */
export function createSecretStore(options: SecretStoreOptions = {}): KeychainSecretStore {
  const keychain = systemKeychain(options.service ?? 'Grantbench', options);
  const probeTimeoutMs = options.probeTimeoutMs ?? 5_000;
  const itemBytes = options.itemBytes ?? defaultItemBytes();
  let memory: ReturnType<typeof inMemory> | null = null;
  let probing: Promise<KeychainFacts> | null = null;

  async function proveOpen(): Promise<KeychainFacts> {
    try {
      await keychain.proveOpen();
      return { state: 'ready', reason: null };
    } catch (thrown) {
      return factsOf(asAppError(thrown));
    }
  }

  function question(): Promise<KeychainFacts> {
    const asked = proveOpen().finally(() => {
      if (probing === asked) probing = null;
    });
    return asked;
  }

  return {
    get: (account) => memory?.get(account) ?? readSecret(keychain, account),
    set: async (account, value) => {
      assertStorable(account, value);
      await (memory?.set(account, value) ?? writeSecret(keychain, account, value, itemBytes));
    },
    delete: (account) => memory?.delete(account) ?? deleteSecret(keychain, account),
    list: async (prefix) => {
      if (memory !== null) return memory.list(prefix);
      const accounts = await keychain.accounts();
      await sweepParts(keychain, accounts, Date.now());
      return [...new Set(accounts)].filter((name) => name.startsWith(prefix) && !isPartAccount(name) && !isProbeAccount(name)).sort();
    },
    probe: async ({ whenReady, afresh = false } = {}) => {
      if (memory !== null) return { state: 'memory', reason: null };
      probing ??= question();
      if (afresh) {
        const answer = await withinTime<KeychainFacts | null>(probing, probeTimeoutMs, () => null);
        if (answer !== null) return answer;
        // A daemon that ended while it was asked never answers, and nor does a dialog that was lost.
        keychain.giveUp();
        probing = question();
      }
      const asked = probing;
      // The question itself stays open, and with it the system's dialog: the user may still answer it.
      return withinTime(asked, probeTimeoutMs, () => {
        void asked.then(({ state }) => state === 'ready' && whenReady?.());
        return factsOf(keychainTimeout(probeTimeoutMs));
      });
    },
    useMemory: () => {
      memory ??= inMemory(new Map());
      keychain.close();
    },
    memoryOnly: () => memory !== null,
    prepare: () => keychain.prepare(),
  };
}

function factsOf(error: AppError): KeychainFacts {
  const reason = error.toData();
  switch (error.code) {
    case 'KEYCHAIN_LOCKED':
      return { state: 'locked', reason };
    case 'KEYCHAIN_DENIED':
      return { state: 'denied', reason };
    default:
      return { state: 'unavailable', reason };
  }
}
