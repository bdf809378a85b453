import { AppError } from '../errors.ts';
import { sensitiveKind } from '../exchange/sensitive-names.ts';
import type { SealKind } from '../model/exchange.ts';
import type { EndpointEdits, GrantType, Profile } from '../model/profile.ts';
import type { KnownSecret, ResolvedEdits, ResolvedProfile } from '../model/resolved-profile.ts';
import { isSecretRef, type NamedValue, type SecretRef } from '../model/value.ts';
import type { Environment } from '../model/workspace.ts';
import { type FillVariables, variableFiller } from './fill-variables.ts';

/** Reads a secret of a profile or an environment; null where there is none. */
export type ReadSecret = (owner: string, field: string) => Promise<string | null>;

/** What a grant reads of a profile besides server, client, scope and the edits of the token endpoint. */
const needs: Record<GrantType, { user: boolean; refreshToken: boolean; authorization: boolean }> = {
  client_credentials: { user: false, refreshToken: false, authorization: false },
  password: { user: true, refreshToken: false, authorization: false },
  authorization_code: { user: false, refreshToken: false, authorization: true },
  refresh_token: { user: false, refreshToken: true, authorization: false },
};

const noEdits: ResolvedEdits = { parameters: [], headers: [], dropped: [] };

/**
 * Makes a profile ready for its grant: `{{variables}}` filled in, references replaced by secrets.
 * Reads only the secrets this grant needs, since a keychain may ask the user for each; what the
 * grant does not use comes out empty, and may refer to things that do not exist.
 *
 * @throws AppError `INPUT_VARIABLE`, `INPUT_MISSING_SECRET`, `INPUT_URL`, and what `secret` throws
 */
export async function resolveProfile(
  profile: Profile,
  environment: Environment | null,
  secret: ReadSecret,
  playgroundIssuer: () => Promise<string>,
): Promise<ResolvedProfile> {
  const knownSecrets: KnownSecret[] = [];
  const reveal = (known: KnownSecret) => {
    if (known.value !== '') knownSecrets.push(known);
  };
  const fill = variableFiller(environment, secret, reveal);
  const { client, request, edits, grant } = profile;
  const need = needs[grant];

  const read = async (reference: SecretRef | null, kind: SealKind, what: string): Promise<string> => {
    const value = reference === null ? null : await secret(profile.id, reference.secret);
    if (value === null) throw new AppError('INPUT_MISSING_SECRET', { message: `The ${what} of “${profile.name}” has no value.` });
    reveal({ kind, value });
    return value;
  };
  const readEdits = (place: EndpointEdits, endpoint: string) => resolveEdits(place, endpoint, { read, fill, reveal });

  const clientSecretSent =
    client.authMethod === 'client_secret_basic'
      ? !isReplaced(edits.token, 'headers', 'authorization')
      : client.authMethod === 'client_secret_post' && !isReplaced(edits.token, 'parameters', 'client_secret');
  const passwordSent = need.user && !isReplaced(edits.token, 'parameters', 'password');
  const refreshTokenSent = need.refreshToken && !isReplaced(edits.token, 'parameters', 'refresh_token');

  return {
    id: profile.id,
    name: profile.name,
    server: await resolveServer(profile, fill, playgroundIssuer),
    client: {
      clientId: await fill(client.clientId, 'The client id'),
      authMethod: client.authMethod,
      clientSecret: clientSecretSent ? await read(client.clientSecret, 'client_secret', 'client secret') : null,
    },
    grant,
    request: {
      scope: await fill(request.scope, 'The scope'),
      username: need.user ? await fill(request.username, 'The user name') : '',
      password: passwordSent ? await read(request.password, 'password', 'password') : null,
      refreshToken: refreshTokenSent ? await read(request.refreshToken, 'refresh_token', 'refresh token') : null,
      redirectUri: need.authorization ? (await fill(request.redirectUri, 'The redirect URI')).trim() : '',
      pkce: request.pkce,
      responseMode: request.responseMode,
    },
    edits: {
      authorization: need.authorization ? await readEdits(edits.authorization, 'authorization') : noEdits,
      token: await readEdits(edits.token, 'token'),
    },
    tls: profile.tls,
    limits: profile.limits,
    knownSecrets,
  };
}

/** Whether the user drops this name or gives it another value: then the standard one is not needed. */
function isReplaced(edits: EndpointEdits, part: 'parameters' | 'headers', name: string): boolean {
  const same = (other: string) => (part === 'headers' ? other.toLowerCase() === name : other === name);
  return edits.dropped.some(same) || edits[part].some((edit) => same(edit.name));
}

async function resolveServer(
  { server, name }: Profile,
  fill: FillVariables,
  playgroundIssuer: () => Promise<string>,
): Promise<ResolvedProfile['server']> {
  const { dialect } = server;
  const none = { authorizationEndpoint: '', tokenEndpoint: '', jwksUri: '' };
  if (server.kind === 'playground') return { issuer: await playgroundIssuer(), endpoints: none, dialect };

  const endpoints = {
    authorizationEndpoint: (await fill(server.endpoints.authorizationEndpoint, 'The authorization endpoint')).trim(),
    tokenEndpoint: (await fill(server.endpoints.tokenEndpoint, 'The token endpoint')).trim(),
    jwksUri: (await fill(server.endpoints.jwksUri, 'The JWKS URI')).trim(),
  };
  if (server.kind === 'endpoints') return { issuer: '', endpoints, dialect };

  const issuer = (await fill(server.issuer, 'The issuer')).trim();
  if (issuer === '') {
    throw new AppError('INPUT_URL', {
      message: `“${name}” names no issuer.`,
      hint: 'Enter the issuer of the server, or its endpoints by hand.',
    });
  }
  return { issuer, endpoints, dialect };
}

interface EditSources {
  read(reference: SecretRef, kind: SealKind, what: string): Promise<string>;
  readonly fill: FillVariables;
  reveal(secret: KnownSecret): void;
}

async function resolveEdits(edits: EndpointEdits, endpoint: string, sources: EditSources): Promise<ResolvedEdits> {
  const resolve = async (values: readonly NamedValue[], what: string) => {
    const resolved: { name: string; value: string }[] = [];
    // One after the other: a keychain may ask the user for each.
    for (const edit of values) resolved.push(await resolveEdit(edit, `${endpoint} ${what}`, sources));
    return resolved;
  };
  return {
    parameters: await resolve(edits.parameters, 'parameter'),
    headers: await resolve(edits.headers, 'header'),
    dropped: edits.dropped,
  };
}

async function resolveEdit(edit: NamedValue, what: string, { read, fill, reveal }: EditSources): Promise<{ name: string; value: string }> {
  const name = await fill(edit.name, `The name of a ${what}`);
  const kind = sensitiveKind(name);
  const isSecret = isSecretRef(edit.value);
  const value = isSecretRef(edit.value)
    ? await read(edit.value, kind ?? 'secret', `${what} “${name}”`)
    : await fill(edit.value, `The ${what} “${name}”`);
  // Known by its name, or kept as a secret: a server may echo it, of credentials also without their scheme.
  if (kind !== null && !isSecret) reveal({ kind, value });
  if (kind === 'authorization') reveal({ kind, value: value.replace(/^\S+\s+/, '') });
  return { name, value };
}
