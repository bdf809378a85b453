import { spawn } from 'node:child_process';
import { AppError } from '../shared/errors.ts';

/** How long an opener may take to fail, in milliseconds. One that still runs by then has found its browser. */
const PATIENCE = 3_000;

/** The program that opens a URL on this system, and its arguments. No shell is involved, so nothing in the URL can be a command. */
export function openerCommand(platform: NodeJS.Platform, url: string): [program: string, ...args: string[]] {
  switch (platform) {
    case 'darwin':
      return ['open', url];
    case 'win32':
      // `start` would go through cmd.exe, for which & and ^ in a URL are commands.
      return ['rundll32', 'url.dll,FileProtocolHandler', url];
    default:
      return ['xdg-open', url];
  }
}

/**
 * Opens an http or https URL in the browser of the person at this machine. Resolves when the
 * system's opener succeeded, or is still running after three seconds.
 *
 * @throws AppError `BROWSER_FAILED` when there is no opener, or it says that it could not.
 * @throws AppError `INPUT_URL` for anything that is not a web address.
 */
export async function openBrowser(url: string, environment: NodeJS.ProcessEnv = process.env, platform = process.platform): Promise<void> {
  const parsed = URL.parse(url);
  if (parsed === null || (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')) throw new AppError('INPUT_URL');
  // The parser's spelling: no blanks, quotes or control characters are left in it, and it cannot start with a dash.
  const [program, ...args] = openerCommand(platform, parsed.href);
  const child = spawn(program, args, { stdio: 'ignore', detached: true, env: environment, windowsHide: true });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, PATIENCE);
  child.once('error', (cause) =>
    reject(new AppError('BROWSER_FAILED', { message: `The browser could not be opened: ${program} cannot be run.`, cause })),
  );
  child.once('exit', (code, signal) => {
    if (code === 0) resolve();
    else reject(new AppError('BROWSER_FAILED', { message: `The browser could not be opened: ${program} ended with ${code ?? signal}.` }));
  });
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    child.unref();
  }
}
