import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import type Provider from 'oidc-provider';
import { errors, type JWKS, type TokenEndpointGrantContext } from 'oidc-provider';
import { jwtApi } from './clients.ts';
import { provenKey } from './dpop-proof.ts';
import { resourceServerInfo } from './resource-servers.ts';

interface ExchangeParameters {
  subject_token?: string;
  subject_token_type?: string;
  actor_token?: string;
  actor_token_type?: string;
  requested_token_type?: string;
  audience?: string;
  resource?: string;
  scope?: string;
}

type ExchangeContext = TokenEndpointGrantContext<ExchangeParameters>;

/** Whom a token is about, and what it allows. */
interface Subject {
  readonly sub: string;
  /** Null where the token does not say. */
  readonly scope: string | null;
}

const GRANT = 'urn:ietf:params:oauth:grant-type:token-exchange';
const type = (name: string) => `urn:ietf:params:oauth:token-type:${name}`;
const issued = [type('access_token'), type('jwt')];

/** Who acts with an access token, by the token that is being made. */
const actors = new WeakMap<object, { readonly sub: string }>();

/** The `act` claim of an access token made by token exchange (RFC 8693 §4.1). */
export function actorClaim(token: object): { act: { readonly sub: string } } | undefined {
  const act = actors.get(token);
  return act && { act };
}

/**
 * Teaches `oidc-provider` token exchange, which it does not have: tokens of this playground are traded for
 * access tokens at its API, as the same subject (impersonation) or, with an actor token, on its behalf (delegation).
 *
 * @see https://www.rfc-editor.org/rfc/rfc8693
 */
export function registerTokenExchange(provider: Provider, { keys }: JWKS): void {
  provider.registerGrantType<ExchangeParameters>(
    GRANT,
    (context) => answerExchange(provider, keys, context),
    ['subject_token', 'subject_token_type', 'actor_token', 'actor_token_type', 'requested_token_type', 'audience', 'resource', 'scope'],
    ['audience', 'resource'],
  );
}

async function answerExchange(provider: Provider, keys: JWKS['keys'], context: ExchangeContext): Promise<void> {
  const { client, params } = context.oidc;
  if (!params.subject_token) throw new errors.InvalidRequest("missing required parameter 'subject_token'");
  if (!params.subject_token_type) throw new errors.InvalidRequest("missing required parameter 'subject_token_type'");
  if (params.actor_token !== undefined && !params.actor_token_type)
    throw new errors.InvalidRequest("an actor_token needs its 'actor_token_type'");
  const wanted = params.requested_token_type ?? type('access_token');
  if (!issued.includes(wanted)) throw new errors.InvalidRequest('the playground issues access_token and jwt');

  const key = await provenKey(provider, context);
  const subject = await read(provider, keys, params.subject_token, params.subject_token_type, 'subject_token');
  const actor =
    params.actor_token === undefined ? null : await read(provider, keys, params.actor_token, params.actor_token_type ?? '', 'actor_token');
  const target = [params.resource, params.audience].flat().find((value) => value !== undefined) ?? jwtApi;
  const server = resourceServerInfo(context, target);
  const scope = narrowed(params.scope, subject.scope, server.scope);

  const token = new provider.AccessToken({
    accountId: subject.sub,
    client,
    // What is traded hangs on no grant of the user: it dies by itself after ten minutes.
    grantId: undefined as unknown as string,
    gty: GRANT,
    expiresWithSession: false,
  });
  token.resourceServer = new provider.ResourceServer(target, server);
  token.scope = scope;
  if (key !== undefined) token.setThumbprint('jkt', key);
  if (actor !== null) actors.set(token, { sub: actor.sub });
  context.oidc.entity('AccessToken', token);
  context.body = {
    access_token: await token.save(),
    issued_token_type: wanted,
    token_type: token.tokenType,
    expires_in: token.expiration,
    scope,
  };
}

/** Never more than the subject's token allows (RFC 8693 §2.1, RFC 6749 §3.3). */
function narrowed(wanted: string | undefined, held: string | null, known: string): string {
  const allowed = known.split(' ').filter((scope) => held === null || held.split(' ').includes(scope));
  const asked = wanted === undefined || wanted === '' ? allowed : [...new Set(wanted.split(' '))];
  const refused = asked.find((scope) => !allowed.includes(scope));
  if (refused !== undefined) throw new errors.InvalidScope('the subject token does not allow this', refused);
  return asked.join(' ');
}

/** @throws errors.InvalidRequest for a token of another server, an expired one, or none */
async function read(provider: Provider, keys: JWKS['keys'], token: string, tokenType: string, name: string): Promise<Subject> {
  if (![type('access_token'), type('id_token'), type('jwt')].includes(tokenType))
    throw new errors.InvalidRequest(`the playground takes access_token, id_token and jwt as ${name}_type`);
  const claims = claimsOf(token, keys);
  if (claims !== null) {
    const isGood = claims.iss === provider.issuer && typeof claims.exp === 'number' && claims.exp * 1_000 > Date.now();
    if (!isGood || typeof claims.sub !== 'string') throw new errors.InvalidRequest(`the ${name} is expired, or of another server`);
    return { sub: claims.sub, scope: typeof claims.scope === 'string' ? claims.scope : null };
  }
  const opaque = tokenType === type('access_token') ? await provider.AccessToken.find(token) : undefined;
  if (opaque === undefined) throw new errors.InvalidRequest(`the ${name} is no token of this playground`);
  return { sub: opaque.accountId, scope: opaque.scope ?? null };
}

/** The claims of a JWT that the playground itself signed; null for anything else. */
function claimsOf(token: string, keys: JWKS['keys']): Record<string, unknown> | null {
  const [header = '', payload = '', signature = '', ...more] = token.split('.');
  if (signature === '' || more.length > 0) return null;
  try {
    const { alg, kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { alg?: string; kid?: string };
    const jwk = keys.find((key) => key.kid === kid && key.alg === alg);
    if (jwk === undefined) return null;
    const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
    const isSigned = verify(
      'sha256',
      Buffer.from(`${header}.${payload}`),
      alg === 'ES256' ? { key, dsaEncoding: 'ieee-p1363' } : key,
      Buffer.from(signature, 'base64url'),
    );
    return isSigned ? (JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
