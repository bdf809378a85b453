import { createInterface } from 'node:readline';
import { asAppError } from '../../shared/errors.ts';
import { loopbackScheme } from '../../shared/model/redirect-place.ts';
import { printProblem } from '../failure.ts';

/** Whether a redirect to that URI can arrive by itself: only this machine's loopback names lead to our listener. */
function arrivesByItself(redirectUri: string): boolean {
  const url = URL.parse(redirectUri);
  return url !== null && loopbackScheme(url) !== null;
}

/**
 * Takes the redirected URL as a line of standard input: from a person at the terminal as another way,
 * and from anybody where it is the only one. What is no such URL is said, and the next line awaited.
 *
 * @returns whether pasting is possible.
 */
export function acceptPastedRedirect(redirectUri: string, paste: (url: string) => void): boolean {
  if (!process.stdin.isTTY && arrivesByItself(redirectUri)) return false;
  createInterface({ input: process.stdin }).on('line', (line) => {
    if (line.trim() === '') return;
    try {
      paste(line.trim());
    } catch (thrown) {
      void printProblem(asAppError(thrown).toData());
    }
  });
  return true;
}
