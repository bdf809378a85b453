import { resolve } from 'node:path';
import { app } from 'electron';
import type { SchemeInbox } from '../node/redirect/scheme-inbox.ts';

/**
 * Registers the program for its scheme, and hands over the addresses the system brings: macOS tells this process,
 * elsewhere a second one is started with the address and ends at once.
 *
 * @param program arguments this process was started with
 * @param show brings the window to the front
 */
export function receiveScheme(inbox: SchemeInbox, program: readonly string[], show: () => void): void {
  const [, file] = program;
  // Electron with a file to run is no program of its own: the system must be told both.
  if (process.defaultApp && file !== undefined) app.setAsDefaultProtocolClient(inbox.scheme, process.execPath, [resolve(file)]);
  else app.setAsDefaultProtocolClient(inbox.scheme);
  app.on('second-instance', (_event, argv) => {
    show();
    // Chromium adds switches of its own to them; of all that only an address of the scheme is looked at.
    for (const argument of argv) if (argument.startsWith(`${inbox.scheme}:`)) inbox.deliver(argument);
  });
  app.on('open-url', (event, address) => {
    event.preventDefault();
    show();
    inbox.deliver(address);
  });
}
