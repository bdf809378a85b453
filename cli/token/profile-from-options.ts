import { AppError } from '../../shared/errors.ts';
import { usesRedirect } from '../../shared/model/grant-traits.ts';
import type { Profile, ProfileInput } from '../../shared/model/profile.ts';
import { isSecretName, type NamedValue } from '../../shared/model/value.ts';
import type { PresetProfile } from '../../shared/servers/fill-preset.ts';
import type { TokenOptions } from '../token.ts';
import { grantNamed } from './choices.ts';
import { requireFitting } from './fitting-options.ts';
import { keptSecrets } from './kept-secrets.ts';
import type { NameValue } from './option-values.ts';
import { parseProfile } from './parse-profile.ts';
import { tokenKeyFrom } from './preset-options.ts';
import { readSecrets } from './read-secret.ts';
import { clientKeys, extendedRequest, extensionSecretForms, given } from './request-from-options.ts';
import { formsOf, notEmpty } from './secret-options.ts';
import { transportFrom } from './transport-options.ts';

/** A profile made of the options, and the secrets among them: these stay in memory. */
export interface AdHocProfile {
  readonly profile: Profile;
  /** By the name of the secret's field. */
  readonly secrets: ReadonlyMap<string, string>;
  /** Of `--token`, where the command has it. */
  readonly token: string | undefined;
  /** Of `--id-token`, likewise. */
  readonly idToken: string | undefined;
}

/** The options that describe a profile; of endpoints, those a command has. */
export type ProfileOptions = Omit<TokenOptions, 'open' | 'json' | 'showSecrets'> & {
  token?: string;
  tokenEnv?: string;
  tokenFile?: string;
  idToken?: string;
  idTokenEnv?: string;
  idTokenFile?: string;
  introspectionEndpoint?: string;
  revocationEndpoint?: string;
  userinfoEndpoint?: string;
};

/**
 * Builds the profile a command line describes.
 *
 * @param base the saved profile to start from; null when there is none.
 * @param preset what a preset says, where there is no saved profile; null when there is none. It names the server.
 * @param require refuses what cannot do without a saved profile
 * @throws AppError `INPUT_*`
 */
export function profileFromOptions(
  issuer: string | undefined,
  options: ProfileOptions,
  base: Profile | null,
  preset: PresetProfile | null = null,
  require: typeof requireWithoutProfile = requireWithoutProfile,
): AdHocProfile {
  if (base === null) require(issuer, options, preset !== null);
  const { secrets, keep } = keptSecrets();
  const [clientSecret, password, refreshToken, tlsPassphrase, tokenKey, token, idToken, ...extensionSecrets] = readSecrets(
    [
      formsOf(options, 'clientSecret'),
      formsOf(options, 'password'),
      formsOf(options, 'refreshToken', notEmpty),
      formsOf(options, 'tlsPassphrase'),
      formsOf(options, 'tokenKey'),
      formsOf(options, 'token'),
      formsOf(options, 'idToken'),
      ...extensionSecretForms(options),
    ],
    process.env,
  );
  const start: ProfileInput = base ?? { id: crypto.randomUUID(), name: 'Command line', ...preset };
  const extra = (place: string, values: readonly NameValue[] = [], earlier: readonly NamedValue[] = []): NamedValue[] => [
    ...earlier.filter(({ name }) => !values.some((value) => sameName(place, value.name, name))),
    ...values.map(({ name, value }, index) => ({ name, value: isSecretName(name) ? keep(`${place}/${index}`, value) : value })),
  ];

  const described: ProfileInput = {
    ...start,
    ...given({ grant: options.grantType === undefined ? undefined : grantNamed(options.grantType) }),
    server: { ...describeServer(preset === null ? issuer : undefined, options, start.server), ...tokenKeyFrom(options, tokenKey, keep) },
    client: {
      ...start.client,
      ...given({
        clientId: options.clientId,
        authMethod: authMethod(options) ?? (base === null && clientSecret === undefined ? withoutSecret(options) : undefined),
      }),
      customHeaders: extra('client header', options.clientHeader, base?.client.customHeaders),
      customParameters: extra('client parameter', options.clientParam, base?.client.customParameters),
      ...clientKeys(options, extensionSecrets, keep),
      ...(clientSecret !== undefined && { clientSecret: keep('client_secret', clientSecret) }),
    },
    request: {
      ...start.request,
      ...extendedRequest(options, extensionSecrets, keep, start.request),
      ...given({ scope: options.scope, username: options.username, redirectUri: options.redirectUri }),
      ...given({ pkce: options.pkce, responseMode: responseMode(options) }),
      ...(options.grantType !== undefined && isUri(options.grantType) && { extensionGrantType: options.grantType }),
      ...(password !== undefined && { password: keep('password', password) }),
      ...(refreshToken !== undefined && { refreshToken: keep('refresh_token', refreshToken) }),
    },
    edits: {
      authorization: {
        ...start.edits?.authorization,
        parameters: extra('authorization parameter', options.authParam, base?.edits.authorization.parameters),
      },
      token: {
        ...start.edits?.token,
        parameters: extra('token parameter', options.param, base?.edits.token.parameters),
        headers: extra('token header', options.header, base?.edits.token.headers),
      },
    },
    ...transportFrom(options, tlsPassphrase, keep, start),
    limits: { ...start.limits, ...given({ requestSeconds: options.timeout, browserSeconds: options.timeout }) },
  };
  const profile = parseProfile(described);
  requireFitting(profile.grant, options);
  return { profile, secrets, token, idToken };
}

/** The server: an issuer given here is another one, so nothing of the saved one may answer in its place. */
function describeServer(issuer: string | undefined, options: ProfileOptions, saved: ProfileInput['server'] = {}): ProfileInput['server'] {
  const endpoints = given({
    tokenEndpoint: options.tokenEndpoint,
    authorizationEndpoint: options.authorizationEndpoint,
    deviceAuthorizationEndpoint: options.deviceAuthorizationEndpoint,
    introspectionEndpoint: options.introspectionEndpoint,
    revocationEndpoint: options.revocationEndpoint,
    userinfoEndpoint: options.userinfoEndpoint,
  });
  const dialect = { ...saved.dialect, ...given({ basicEncoding: options.basicEncoding }) };
  if (issuer !== undefined) return { kind: 'issuer', issuer, endpoints, dialect };
  const byHand = saved.kind === undefined || (saved.kind === 'playground' && Object.keys(endpoints).length > 0);
  return { ...saved, ...(byHand && { kind: 'endpoints' }), endpoints: { ...saved.endpoints, ...endpoints }, dialect };
}

/** `--jarm` beside a response mode is that mode, as a JWT. */
function responseMode({ jarm = false, responseMode: mode }: ProfileOptions): string | undefined {
  return mode === undefined || !jarm || mode.endsWith('jwt') ? mode : `${mode}.jwt`;
}

/** Whether a grant is named by a URI that is none of those with a short name. */
function isUri(grantType: string): boolean {
  return grantNamed(grantType) === 'extension' && grantType !== 'extension';
}

/** The headers and parameters of a scheme of one's own name that scheme; beside another they would be left out. */
function authMethod({ authMethod: named, clientHeader, clientParam }: ProfileOptions): string | undefined {
  if (clientHeader === undefined && clientParam === undefined) return named;
  if (named === undefined || named === 'custom') return 'custom';
  throw new AppError('INPUT_INVALID', {
    message: `--client-header and --client-param are for --auth-method custom, not for ${named}.`,
    hint: 'Extra ones of the token request are given with --header and --param.',
  });
}

/** How a client without a secret proves itself where nothing is said: with its key or its certificate, if it has one. */
function withoutSecret({ signingKey, tlsCert, tlsPfx }: ProfileOptions): 'private_key_jwt' | 'tls_client_auth' | 'none' {
  if (signingKey !== undefined) return 'private_key_jwt';
  return tlsCert === undefined && tlsPfx === undefined ? 'none' : 'tls_client_auth';
}

/** Header names are the same in any case (RFC 9110 §5.1), parameter names are not. */
function sameName(place: string, one: string, other: string): boolean {
  return place.endsWith('header') ? one.toLowerCase() === other.toLowerCase() : one === other;
}

function requireWithoutProfile(issuer: string | undefined, options: ProfileOptions, hasPreset: boolean): void {
  const missing = (what: string, hint: string) => new AppError('INPUT_INVALID', { message: `${what} is missing.`, hint });
  if (options.grantType === undefined) throw missing('--grant-type', 'Say which grant to run, or name a saved profile with --profile.');
  if (options.clientId === undefined) throw missing('--client-id', 'Say which client asks for the tokens.');
  if (hasPreset) return;
  const grant = grantNamed(options.grantType);
  if (issuer === undefined && options.tokenEndpoint === undefined && grant !== 'implicit') {
    throw missing('The server', 'Give its issuer as the first argument, or --token-endpoint.');
  }
  if (issuer === undefined && usesRedirect(grant) && options.authorizationEndpoint === undefined) {
    throw missing('--authorization-endpoint', 'Give it, or the issuer whose metadata names it.');
  }
}
