import { onSignal } from '../on-signal.ts';

/**
 * Calls back whenever the user asks for another address: Enter at the terminal, or SIGUSR2 where
 * there is none. Each address opens one page, once; this is the way to the next.
 */
export function onAddressWanted(wanted: () => void): void {
  // Windows has no such signal.
  if (process.platform !== 'win32') onSignal('SIGUSR2', wanted);
  if (!process.stdin.isTTY) return;
  process.stdin.setEncoding('utf8');
  process.stdin.on('data', (text: string) => {
    if (text.includes('\n')) wanted();
  });
  // A terminal that went away is a reason to stop asking it, and none to stop serving.
  process.stdin.on('error', () => {});
}
