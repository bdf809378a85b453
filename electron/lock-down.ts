import { app, type Session, shell, type WebContents } from 'electron';
import { APP_ORIGIN } from './channels.ts';
import { isDocumentLink } from './external-links.ts';

/** The page may write to the clipboard (copying a token is a click of the user's); it may nothing else. */
const allowedPermission = 'clipboard-sanitized-write';

/** Denies every permission the page or anything in it could ask for. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, callback) =>
    callback(permission === allowedPermission && contents.getURL().startsWith(`${APP_ORIGIN}/`)),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === allowedPermission && (origin === APP_ORIGIN || origin === `${APP_ORIGIN}/`),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler(null);
}

/** Keeps one page where it is: no navigation, no redirect, no new window, no webview. */
function lockNavigation(contents: WebContents): void {
  contents.on('will-frame-navigate', (event) => {
    // A reload of our own page is a navigation to itself.
    if (event.isMainFrame && event.url.startsWith(`${APP_ORIGIN}/`)) return;
    event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isDocumentLink(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
}

/**
 * Applies {@link lockNavigation} to every page that ever comes to be, not only to the one we open.
 *
 * @param isSignIn whether a page is that of a sign-in window, which is kept by rules of its own
 */
export function lockEveryPage(isSignIn: (contents: WebContents) => boolean): void {
  app.on('web-contents-created', (_event, contents) => {
    if (!isSignIn(contents)) lockNavigation(contents);
  });
}
