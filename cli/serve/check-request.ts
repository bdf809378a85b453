import type { IncomingMessage } from 'node:http';
import { AppError } from '../../shared/errors.ts';
import { isLoopbackAuthority } from '../../shared/model/loopback.ts';

function forbidden(reason: string): AppError {
  return new AppError('CONTRACT_FORBIDDEN', { message: `The request did not come from the workbench itself: ${reason}.` });
}

/** All values of a header, also where a proxy or an attacker repeats it. */
function header(request: IncomingMessage, name: string): string | undefined {
  return request.headersDistinct[name]?.join(', ');
}

/**
 * Against DNS rebinding: a page on the internet whose name was made to lead here still sends its own name.
 *
 * @throws AppError `CONTRACT_FORBIDDEN`
 */
function requireLoopbackHost(request: IncomingMessage): void {
  if (!isLoopbackAuthority(header(request, 'host') ?? '')) throw forbidden('Host is not a loopback name');
}

/**
 * Lets only our own page call: not a page of another port of this machine, not a form or an image of
 * another site, not a program without a browser's headers.
 *
 * @throws AppError `CONTRACT_FORBIDDEN`
 */
export function requireOwnPage(request: IncomingMessage): void {
  requireLoopbackHost(request);
  const origin = header(request, 'origin');
  // A browser leaves Origin out of a GET to its own origin, and of nothing else that we take.
  if (origin === undefined ? request.method !== 'GET' : origin !== `http://${header(request, 'host')}`)
    throw forbidden('Origin is another');
  if (header(request, 'sec-fetch-site') !== 'same-origin') throw forbidden('Sec-Fetch-Site is not same-origin');
}

/**
 * Lets anybody open the page by its address, but no other site embed what belongs to it.
 *
 * @throws AppError `CONTRACT_FORBIDDEN`
 */
export function requireNoForeignEmbedding(request: IncomingMessage): void {
  requireLoopbackHost(request);
  const site = header(request, 'sec-fetch-site') ?? 'none';
  const opensPage = header(request, 'sec-fetch-mode') === 'navigate' && header(request, 'sec-fetch-dest') === 'document';
  if (site !== 'same-origin' && site !== 'none' && !opensPage) throw forbidden('another site embeds it');
}

/**
 * The token of an `Authorization: Bearer` header.
 *
 * @throws AppError `CONTRACT_FORBIDDEN`
 */
export function bearerOf(request: IncomingMessage): string {
  const token = /^Bearer ([\w-]{1,256})$/.exec(header(request, 'authorization') ?? '')?.[1];
  if (token === undefined) throw forbidden('there is no bearer token');
  return token;
}
