import { openBrowser } from '../../node/open-browser.ts';
import { asAppError } from '../../shared/errors.ts';
import { writeLine } from '../output.ts';
import { printable } from '../printable.ts';

/** The authorization page the user must go to, and where the browser will come back. */
interface AuthorizationRequest {
  readonly url: string;
  readonly redirectUri: string;
}

/**
 * Brings the user to the authorization page: opens the browser, or says where to go. A browser that
 * cannot be opened is no reason to give up, as long as the address is told.
 */
export async function askForAuthorization(
  { url, redirectUri }: AuthorizationRequest,
  options: { open: boolean; json?: boolean },
): Promise<void> {
  let problem: string | null = null;
  if (options.open) {
    try {
      await openBrowser(url);
      if (!options.json) await writeLine(process.stderr, 'authorization waiting for you to sign in at the browser');
      return;
    } catch (thrown) {
      problem = asAppError(thrown).message;
    }
  }
  if (options.json) return writeLine(process.stderr, JSON.stringify({ event: 'authorization.requested', url, redirect_uri: redirectUri }));
  if (problem !== null) await writeLine(process.stderr, `grantbench: ${printable(problem)} [BROWSER_FAILED]`);
  await writeLine(process.stderr, `Open this address in a browser to sign in:\n${url}`);
}
