import { ipcMain, type WebContents } from 'electron';
import type { Emit, Handlers, Reply } from '../shared/contract/contract.ts';
import { dispatch } from '../shared/contract/dispatch.ts';
import { AppError } from '../shared/errors.ts';
import type { Log } from '../shared/ports.ts';
import { EVENT_CHANNEL, INVOKE_CHANNEL } from './channels.ts';
import { isTrustedSender } from './trusted-sender.ts';

/** Answers the page's calls. Whoever else calls gets `CONTRACT_FORBIDDEN` and nothing happens. */
export function serveIpc(handlers: Handlers, page: () => WebContents | null, log: Log): void {
  ipcMain.handle(INVOKE_CHANNEL, (event, name: unknown, input: unknown): Promise<Reply<unknown>> | Reply<unknown> => {
    if (!isTrustedSender(event, page())) return { ok: false, error: new AppError('CONTRACT_FORBIDDEN').toData() };
    return dispatch(handlers, name, input, (method, error) => log.write('warn', 'call failed', { method, code: error.code }));
  });
}

/** Sends events to the page that is open now; while there is none they are dropped, since a new page reads everything anew. */
export function emitTo(page: () => WebContents | null): Emit {
  return (name, payload) => {
    const contents = page();
    if (contents !== null && !contents.isDestroyed()) contents.send(EVENT_CHANNEL, name, payload);
  };
}
