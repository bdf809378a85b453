import { type OnBeforeRequestListenerDetails, type Session, session } from 'electron';

/** Decides on a page that a window is about to load; true keeps the request from being sent. */
export type TakePage = (details: OnBeforeRequestListenerDetails) => boolean;

/**
 * The cookie jar of one profile: a session in memory, apart from that of our own page and from every other profile's.
 * Nothing of it is ever written, and it ends with the program. Its pages get no permission, no device, no download.
 *
 * @param takePage asked of each page before its request is sent
 */
export function openJar(jar: string, takePage: TakePage): Session {
  // Without `persist:` in front a session lives in memory.
  const opened = session.fromPartition(`profile-${jar}`);
  opened.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  opened.setPermissionCheckHandler(() => false);
  opened.setDevicePermissionHandler(() => false);
  opened.setDisplayMediaRequestHandler(null);
  opened.on('will-download', (event) => event.preventDefault());
  opened.webRequest.onBeforeRequest({ urls: ['<all_urls>'], types: ['mainFrame'] }, (details, callback) =>
    callback({ cancel: takePage(details) }),
  );
  return opened;
}

/** Forgets what servers left in it: cookies, storage, cache, HTTP credentials, open connections. */
export async function emptyJar(jar: Session): Promise<void> {
  await Promise.all([jar.clearStorageData(), jar.clearCache(), jar.clearAuthCache()]);
  await jar.closeAllConnections();
}
