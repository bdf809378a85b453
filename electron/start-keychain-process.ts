import { utilityProcess } from 'electron';
import type { StartKeychainProcess } from '../node/keychain/process-keychain.ts';

/**
 * Starts the keychain program as a utility process: the desktop's fuses forbid running Electron as
 * Node, which is what an ordinary fork would need.
 */
export const startKeychainProcess: StartKeychainProcess = (file) => {
  const child = utilityProcess.fork(file, [], { serviceName: 'Grantbench keychain', stdio: 'ignore' });
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.on('exit', () => listener()),
    kill: () => child.kill(),
  };
};
