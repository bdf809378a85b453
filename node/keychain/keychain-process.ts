/**
 * A process of its own for keytar. Its calls block a thread of the process they run in for as long
 * as the system shows an unlock dialog, such a thread keeps the process from ever exiting, and its
 * list crashes on a locked item. Here neither reaches the host, which ends this process instead.
 */

import type { Keychain } from './keychain.ts';
import { keychainError } from './keychain-error.ts';
import type { KeychainAnswer, KeychainCall, KeychainRequest } from './keychain-messages.ts';
import { createKeytarKeychain } from './keytar-keychain.ts';

/** Electron's utility processes have a `parentPort`; a forked Node process is its own port. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}
const { parentPort } = process as { readonly parentPort?: ParentPort };

const keychains = new Map<string, Keychain>();

function run(keychain: Keychain, call: KeychainCall): Promise<unknown> {
  switch (call.op) {
    case 'get':
      return keychain.get(call.account);
    case 'set':
      return keychain.set(call.account, call.value);
    case 'delete':
      return keychain.delete(call.account);
    case 'accounts':
      return keychain.accounts();
    case 'proveOpen':
      return keychain.proveOpen();
  }
}

async function answer({ id, service, call }: KeychainRequest): Promise<KeychainAnswer> {
  const keychain = keychains.get(service) ?? createKeytarKeychain(service);
  keychains.set(service, keychain);
  try {
    return { id, ok: true, value: await run(keychain, call) };
  } catch (error) {
    return { id, ok: false, error: keychainError(error).toData() };
  }
}

if (parentPort !== undefined) {
  parentPort.on('message', async ({ data }) => parentPort.postMessage(await answer(data as KeychainRequest)));
} else {
  process.on('message', async (request: KeychainRequest) => process.send?.(await answer(request)));
  // A blocked call would keep an ordinary exit waiting for ever.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
}
// The host decides when this ends; a Ctrl-C at the terminal reaches both, and the host may still need an answer.
process.on('SIGINT', () => undefined);
