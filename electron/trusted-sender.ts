import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { APP_ORIGIN } from './channels.ts';

/**
 * Whether an IPC call comes from our own page: our window, its main frame, our origin. A frame that
 * is gone by the time we look is not ours.
 */
export function isTrustedSender(event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>, own: WebContents | null): boolean {
  if (own === null || event.sender !== own) return false;
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && frame.origin === APP_ORIGIN;
}
