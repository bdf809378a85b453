import { randomBytes } from 'node:crypto';
import { protocol } from 'electron';
import { openRendererFiles } from '../node/renderer-files.ts';
import { APP_ORIGIN, APP_SCHEME } from './channels.ts';

/** Makes `app:` an origin like https: with a CSP, storage of its own, and fetch. Must run before the program is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/**
 * Serves the built screen under `app://bundle/`, with a fresh nonce for each load.
 *
 * @param folder `dist/renderer`.
 */
export function serveAppProtocol(folder: string): void {
  const read = openRendererFiles(folder);
  protocol.handle(APP_SCHEME, (request) => {
    const url = new URL(request.url);
    if (`${url.protocol}//${url.host}` !== APP_ORIGIN || request.method !== 'GET') return new Response(null, { status: 403 });
    const file = read(url.pathname, randomBytes(16).toString('base64url'));
    return new Response(file.body, { status: file.status, headers: file.headers });
  });
}
