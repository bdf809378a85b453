import { appErrorData } from './app-error.ts';
import { z } from './zod.ts';

/** What the host can do that not every host can. The screen asks for these and never for the host's name. */
export const capabilities = z.strictObject({
  /** The host opens the authorization page in the user's browser; otherwise the screen does. */
  opensBrowser: z.boolean(),
  /** The system hands redirects of `grantbench://` over. */
  ownScheme: z.boolean(),
  /** There can be a sign-in window with a cookie jar for each profile. */
  signInWindow: z.boolean(),
  /** There is a native menu; otherwise the screen shows its own. */
  nativeMenu: z.boolean(),
  /** Keyboard modifier of the user's system. */
  commandKey: z.enum(['Ctrl', '⌘']),
});
export type Capabilities = z.infer<typeof capabilities>;

export const keychainFacts = z.strictObject({
  state: z.enum(['ready', 'locked', 'unavailable', 'denied', 'memory']),
  reason: appErrorData.nullable(),
});
export type KeychainFacts = z.infer<typeof keychainFacts>;

export const hostFacts = z.strictObject({
  version: z.string(),
  capabilities,
  /** Absolute folder of workspace and history. */
  dataFolder: z.string(),
  keychain: keychainFacts,
  /** Why history is closed; null while it is open. */
  history: appErrorData.nullable(),
  /** What happened to stored files, and was not dismissed yet. */
  notices: z.array(appErrorData),
});
export type HostFacts = z.infer<typeof hostFacts>;
