import type { IncomingMessage } from 'node:http';
import type { Middleware } from 'koa';
import type Provider from 'oidc-provider';
import { errors } from 'oidc-provider';
import { findAccount } from './accounts.ts';
import { ownFormPolicy } from './page-headers.ts';
import { approvalDonePage, approvalPage } from './pages/approval-pages.ts';
import { readForm } from './read-form.ts';

/** A backchannel request whose user has not answered yet. */
export interface PendingApproval {
  /** Its `auth_req_id`. */
  readonly id: string;
  readonly username: string;
  readonly clientName: string;
  readonly bindingMessage: string;
  readonly scopes: readonly string[];
  /** Epoch seconds. */
  readonly expiresAt: number;
}

/** The requests that wait for their users: in place of the devices that a real server would call up. */
export interface ApprovalDesk {
  add(pending: PendingApproval): void;
  waiting(): readonly PendingApproval[];
  /** Takes it off the desk; undefined where it is not there. */
  take(id: string): PendingApproval | undefined;
}

/** Where the users of the playground answer. */
export const APPROVAL_PATH = '/approve';
/** Seconds between polls: a person who practises should not wait for the usual five. */
const INTERVAL = 1;
/** Characters a small screen can show (OpenID CIBA §7.1). */
const LONGEST_MESSAGE = 40;

/** A desk of its own for each provider. */
export function createApprovalDesk(): ApprovalDesk {
  const pending = new Map<string, PendingApproval>();
  const waiting = () => {
    const now = Date.now() / 1_000;
    for (const { id, expiresAt } of pending.values()) if (expiresAt < now) pending.delete(id);
    return [...pending.values()];
  };
  return {
    add: (request) => void pending.set(request.id, request),
    waiting,
    take(id) {
      const found = waiting().find((request) => request.id === id);
      pending.delete(id);
      return found;
    },
  };
}

/** Backchannel authentication as `oidc-provider` wants it: users by name, called up at the desk. */
export function backchannelFeature(desk: ApprovalDesk) {
  return {
    enabled: true,
    deliveryModes: ['poll', 'ping'] as ('poll' | 'ping')[],
    processLoginHint: async (_context: unknown, hint?: string) => knownUser(hint),
    processLoginHintToken: () => {
      throw new errors.InvalidRequest('the playground takes a login_hint: the name of a user');
    },
    validateRequestContext: () => {},
    verifyUserCode: () => {},
    validateBindingMessage: (_context: unknown, message?: string) => {
      if (message !== undefined && message.length > LONGEST_MESSAGE)
        throw new errors.InvalidBindingMessage(`a device shows at most ${LONGEST_MESSAGE} characters`);
    },
    triggerAuthenticationDevice: async (
      _context: unknown,
      request: { jti: string; params?: Record<string, unknown>; exp?: number },
      account: { accountId: string },
      client: { clientId: string; clientName?: string },
    ) => {
      desk.add({
        id: request.jti,
        username: account.accountId,
        clientName: client.clientName ?? client.clientId,
        bindingMessage: String(request.params?.binding_message ?? ''),
        scopes: String(request.params?.scope ?? '')
          .split(' ')
          .filter(Boolean),
        expiresAt: request.exp ?? Date.now() / 1_000 + 600,
      });
    },
  };
}

function knownUser(hint: string | undefined): string {
  const user = hint === undefined ? undefined : findAccount(undefined, hint);
  if (user === undefined) throw new errors.UnknownUserId('the playground knows alice and bob');
  return user.accountId;
}

/** The page on which the users answer, for their devices; and a shorter interval in the answers. */
export function backchannelPages(provider: Provider, desk: ApprovalDesk): Middleware {
  return async (context, next) => {
    if (context.path !== APPROVAL_PATH) {
      await next();
      if (context.path === '/backchannel' && context.status === 200) Object.assign(context.body as object, { interval: INTERVAL });
      return;
    }
    context.set('Content-Security-Policy', ownFormPolicy);
    context.type = 'html';
    if (context.method === 'GET') {
      context.body = approvalPage(APPROVAL_PATH, desk.waiting());
      return;
    }
    if (context.method !== 'POST') return context.throw(405);
    // A form of another page, even of another port of this machine, must not decide for the user.
    if (!['same-origin', 'none', ''].includes(context.get('Sec-Fetch-Site'))) return context.throw(403);
    context.body = await answer(provider, desk, context.req);
  };
}

async function answer(provider: Provider, desk: ApprovalDesk, message: IncomingMessage): Promise<string> {
  const form = await readForm(message);
  const pending = desk.take(form?.get('id') ?? '');
  const request = pending && (await provider.BackchannelAuthenticationRequest.find(pending.id));
  if (pending === undefined || request === undefined) return approvalDonePage('This request is no longer waiting', APPROVAL_PATH);
  const allowed = form?.get('decision') === 'allow';
  const result = allowed
    ? await grantFor(provider, pending, request.clientId ?? '')
    : new errors.AccessDenied('the user denied the request');
  // Whoever is to be pinged may not listen; the answer stands all the same, and polls find it.
  await provider.backchannelResult(request, result).catch(() => {});
  return approvalDonePage(allowed ? `${pending.clientName} may go on` : `${pending.clientName} was refused`, APPROVAL_PATH);
}

async function grantFor(provider: Provider, { username, scopes }: PendingApproval, clientId: string) {
  const grant = new provider.Grant({ accountId: username, clientId });
  grant.addOIDCScope(scopes.join(' '));
  await grant.save();
  return grant;
}

/**
 * Reaches the address at which a client of the playground is pinged. `oidc-provider` registers only https
 * addresses, and itself reaches none on loopback; the clients here listen at plain http on this machine,
 * and at nothing else. Nor is anything else fetched for a client: one that registers itself could have the
 * playground ask any program of this machine for its keys.
 */
export function pingOnLoopback(url: string | URL, options: RequestInit = {}): Promise<Response> {
  const target = new URL(url);
  if (target.hostname !== '127.0.0.1' || options.method !== 'POST') throw new Error('The playground calls this machine only.');
  target.protocol = 'http:';
  return fetch(target, { ...options, dispatcher: undefined } as RequestInit);
}
