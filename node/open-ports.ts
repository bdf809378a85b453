import type { BrowserPort, PlaygroundPort, Ports, SignInWindowPort } from '../shared/ports.ts';
import { systemClock, systemRandom } from './clock-random.ts';
import { createHttpPort } from './http/undici-http-port.ts';
import { createSecretStore } from './keychain/keytar-secret-store.ts';
import type { StartKeychainProcess } from './keychain/process-keychain.ts';
import { createLog } from './log.ts';
import { readPresetFiles } from './preset-files.ts';
import type { SystemProxy } from './proxy/system-proxy.ts';
import { createCapturePort } from './redirect/capture-port.ts';
import { loopbackCertificate } from './redirect/loopback-certificate.ts';
import type { OwnServer } from './redirect/loopback-listener.ts';
import { createNotificationPort } from './redirect/notification-port.ts';
import { createRedirectPort } from './redirect/redirect-port.ts';
import type { SchemeInbox } from './redirect/scheme-inbox.ts';
import { createRunStore } from './runs/run-store.ts';
import type { StoreConstructor } from './workspace/workspace-file.ts';
import { createWorkspaceStore } from './workspace/workspace-store.ts';

export interface HostParts {
  /** Absolute folder of workspace, history and log: `dataFolder()`. */
  readonly folder: string;
  /** `ElectronStore` on the desktop, `Conf` elsewhere. */
  readonly Store: StoreConstructor;
  /** Null where the person at the screen sits at another machine. */
  readonly browser: BrowserPort | null;
  readonly playground: PlaygroundPort;
  /** Of a host that takes redirects at its own origin too. */
  readonly ownServer?: OwnServer;
  /** Of a host to which the system hands the addresses of a scheme. */
  readonly inbox?: SchemeInbox;
  /** Of a host that can open windows. */
  readonly signInWindow?: SignInWindowPort;
  /** How the desktop asks Chromium for the system's proxy; elsewhere the system's own tool is asked. */
  readonly systemProxy?: SystemProxy;
  /** How the desktop starts the keychain process, Electron being no Node. */
  readonly startKeychainProcess?: StartKeychainProcess;
}

/** Puts the adapters of this floor together for a host. Nothing is opened before it is used. */
export function openPorts(parts: HostParts): Ports {
  const { folder, Store, browser, playground, ownServer, inbox, signInWindow, systemProxy, startKeychainProcess } = parts;
  const secrets = createSecretStore(startKeychainProcess && { startProcess: startKeychainProcess });
  const runs = createRunStore({ folder, secrets });
  const workspace = createWorkspaceStore({ folder, Store });
  return {
    http: createHttpPort(systemProxy && { systemProxy }),
    redirect: createRedirectPort(systemClock, {
      certificate: () => loopbackCertificate(folder),
      ...(ownServer !== undefined && { ownServer }),
      ...(inbox !== undefined && { inbox }),
    }),
    notifications: createNotificationPort(systemClock),
    browser,
    ...(signInWindow !== undefined && { signInWindow }),
    clock: systemClock,
    random: systemRandom,
    secrets,
    runs,
    capture: createCapturePort(systemClock, folder),
    captures: runs.captures,
    tokens: runs.tokens,
    // A host tells what happened to stored files in one list, history's among them.
    workspace: {
      ...workspace,
      notices: () => [...workspace.notices(), ...runs.notices()],
      async dismissNotices() {
        await Promise.all([workspace.dismissNotices(), runs.dismissNotices()]);
      },
    },
    playground,
    presets: { read: () => readPresetFiles(folder) },
    log: createLog({ folder }),
  };
}

/** Closes what was opened behind the ports. The workbench above must have ended its runs before. */
export async function closePorts({ redirect, notifications, http, runs, playground }: Ports): Promise<void> {
  await Promise.all([redirect.close(), notifications.close(), http.close(), runs.close(), playground.stop()]);
}
