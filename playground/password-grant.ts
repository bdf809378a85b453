import type Provider from 'oidc-provider';
import { errors, type TokenEndpointGrantContext } from 'oidc-provider';
import { authenticate, claimsByScope, type PlaygroundUser } from './accounts.ts';
import { provenKey } from './dpop-proof.ts';
import { defaultResource, resourceServerInfo } from './resource-servers.ts';

interface PasswordParameters {
  username?: string;
  password?: string;
  scope?: string;
  resource?: string;
}

type PasswordContext = TokenEndpointGrantContext<PasswordParameters>;

interface Granted {
  readonly grantId: string;
  readonly user: PlaygroundUser;
  /** Scopes the user has granted of those requested. */
  readonly scope: string;
  readonly resource: string | undefined;
}

const GRANT = 'password';

const epochSeconds = () => Math.floor(Date.now() / 1000);

/**
 * Teaches `oidc-provider` the resource owner password credentials grant, which it does not have.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.3
 */
export function registerPasswordGrant(provider: Provider): void {
  provider.registerGrantType<PasswordParameters>(GRANT, (context) => answerPasswordGrant(provider, context), [
    'username',
    'password',
    'scope',
    'resource',
  ]);
}

async function answerPasswordGrant(provider: Provider, context: PasswordContext): Promise<void> {
  const { client, params } = context.oidc;
  if (!params.username) throw new errors.InvalidRequest("missing required parameter 'username'");
  if (params.password === undefined) throw new errors.InvalidRequest("missing required parameter 'password'");
  const user = authenticate(params.username, params.password);
  if (user === undefined) throw new errors.InvalidGrant('username or password is wrong');

  const key = await provenKey(provider, context);
  const granted = await grantFor(provider, context, user);
  const common = { accountId: user.username, client, grantId: granted.grantId, gty: GRANT, expiresWithSession: false };

  const accessToken = new provider.AccessToken(common);
  if (granted.resource !== undefined) {
    accessToken.resourceServer = new provider.ResourceServer(granted.resource, resourceServerInfo(context, granted.resource));
  }
  accessToken.scope = granted.scope;
  if (key !== undefined) accessToken.setThumbprint('jkt', key);
  context.oidc.entity('AccessToken', accessToken);

  const refreshToken = new provider.RefreshToken({
    ...common,
    scope: granted.scope,
    rotations: 0,
    authTime: epochSeconds(),
    ...(granted.resource !== undefined && { resource: granted.resource }),
    // A public client has nothing but its key to show when it refreshes (RFC 9449 §5).
    ...(client.clientAuthMethod === 'none' && { jkt: key }),
  });

  context.body = {
    access_token: await accessToken.save(),
    expires_in: accessToken.expiration,
    ...(granted.scope.split(' ').includes('openid') && { id_token: await idTokenFor(provider, context, granted) }),
    ...(client.grantTypeAllowed('refresh_token') && { refresh_token: await refreshToken.save() }),
    scope: granted.scope,
    token_type: accessToken.tokenType,
  };
}

/** Records what the user has granted; a scope nobody knows is left out, as the answer's `scope` then says. */
async function grantFor(provider: Provider, context: PasswordContext, user: PlaygroundUser): Promise<Granted> {
  const { client, params } = context.oidc;
  const wanted = params.resource ?? defaultResource(context, client);
  const resource = typeof wanted === 'string' ? wanted : undefined;
  const requested = [...new Set((params.scope ?? '').split(' '))];
  const known = resource === undefined ? Object.keys(claimsByScope) : resourceServerInfo(context, resource).scope.split(' ');
  const scope = requested.filter((name) => known.includes(name)).join(' ');

  const grant = new provider.Grant({ accountId: user.username, clientId: client.clientId });
  const openIdScope = requested.filter((name) => Object.hasOwn(claimsByScope, name)).join(' ');
  if (openIdScope !== '') grant.addOIDCScope(openIdScope);
  if (resource !== undefined && scope !== '') grant.addResourceScope(resource, scope);
  context.oidc.entity('Grant', grant);
  return { grantId: await grant.save(), user, scope, resource };
}

async function idTokenFor(provider: Provider, context: PasswordContext, granted: Granted): Promise<string> {
  const idToken = new provider.IdToken({ sub: granted.user.username, ...granted.user.claims }, { ctx: context });
  // The three that decide which claims go in; `oidc-provider` reads them, its types leave them out.
  Object.assign(idToken, { scope: granted.scope, mask: {}, rejected: [] });
  idToken.set('auth_time', epochSeconds());
  return idToken.issue({ use: 'idtoken' });
}
