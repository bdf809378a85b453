import { openBrowser } from '../../node/open-browser.ts';
import { type AppError, asAppError } from '../../shared/errors.ts';
import { writeLine } from '../output.ts';
import { printable } from '../printable.ts';
import { acceptPastedRedirect } from './pasted-redirect.ts';

/** The authorization page the user must go to, and where the browser will come back. */
interface AuthorizationRequest {
  readonly url: string;
  readonly redirectUri: string;
  /** @throws AppError `INPUT_URL` */
  paste(url: string): void;
}

/** What is said about where the user is to go. */
interface AskingWords {
  readonly event: string;
  readonly opened: string;
  readonly byHand: string;
}

const signingIn: AskingWords = {
  event: 'authorization.requested',
  opened: 'Sign in at the browser.',
  byHand: 'Open this address in a browser to sign in:',
};

/**
 * Brings the user to the authorization page: opens the browser, or says where to go. A browser that
 * cannot be opened is no reason to give up, as long as the address is told.
 */
export async function askForAuthorization(
  request: AuthorizationRequest,
  options: { open: boolean; json?: boolean },
  words: AskingWords = signingIn,
): Promise<void> {
  const { url, redirectUri } = request;
  const canPaste = redirectUri !== '' && acceptPastedRedirect(redirectUri, request.paste);
  const problem = options.open ? await tryToOpen(url) : null;
  const isOpen = options.open && problem === null;
  if (options.json) {
    if (!isOpen)
      await writeLine(
        process.stderr,
        JSON.stringify({ event: words.event, url, ...(redirectUri !== '' && { redirect_uri: redirectUri }) }),
      );
    return;
  }
  if (problem !== null) await writeLine(process.stderr, `grantbench: ${printable(problem.message)} [${problem.code}]`);
  await writeLine(process.stderr, isOpen ? words.opened : `${words.byHand}\n${url}`);
  if (canPaste) await writeLine(process.stderr, 'If the browser cannot come back by itself, paste here where it was sent.');
}

/** @returns why the browser could not be opened; null when it could. */
async function tryToOpen(url: string): Promise<AppError | null> {
  try {
    await openBrowser(url);
    return null;
  } catch (thrown) {
    return asAppError(thrown);
  }
}
