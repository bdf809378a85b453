/** The two IPC channels there are. Everything else is a name and data inside them. */
export const INVOKE_CHANNEL = 'grantbench:invoke';
export const EVENT_CHANNEL = 'grantbench:event';

/** Origin of our own page. `app:` instead of `file:`, so that the page has an origin and a CSP header. */
export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://bundle';
