import type { Middleware } from 'koa';
import { styleSource } from './pages/page.ts';

const common = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; img-src data:";

/**
 * What every page of the playground is sent with. The pages `oidc-provider` makes itself add the
 * hash of their script to `script-src`, and post to the client, so they carry no `form-action`.
 */
export const pageHeaders: Middleware = async (context, next) => {
  context.set('X-Content-Type-Options', 'nosniff');
  context.set('Referrer-Policy', 'same-origin');
  context.set('Cache-Control', 'no-store');
  context.set('Content-Security-Policy', `${common}; style-src ${styleSource}; script-src 'self'`);
  await next();
};

/**
 * The policy of a page with one of our forms. Browsers hold the redirects after a form to
 * `form-action` too, so the client's redirect URI must be in it.
 */
export function formPolicy(redirectUri: string): string {
  return `${common}; style-src ${styleSource}; form-action 'self' ${redirectSource(redirectUri)}`;
}

/** The policy of a page whose forms stay at the playground. */
export const ownFormPolicy = `${common}; style-src ${styleSource}; form-action 'self'`;

function redirectSource(redirectUri: string): string {
  const url = URL.parse(redirectUri);
  if (url === null) return '';
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  // Source expressions know no IPv6 addresses, so for [::1] and for custom schemes the scheme has to do.
  return isWeb && !url.hostname.startsWith('[') ? url.origin : url.protocol;
}
