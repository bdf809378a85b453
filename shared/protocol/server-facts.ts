import { AppError } from '../errors.ts';
import { type EndpointName, endpointFields } from '../model/endpoint-names.ts';
import type { ResolvedProfile } from '../model/resolved-profile.ts';
import { endpointUrl } from './endpoint-url.ts';
import { hasClientCertificate } from './http-limits.ts';

/** What is known about a server in a run: what it says about itself, and what the user entered. */
export interface ServerFacts {
  readonly metadata: Readonly<Record<string, unknown>> | null;
  /** The issuer as the server spells it, else as the profile does; null where none is known. */
  readonly issuer: string | null;
}

type Settings = Pick<ResolvedProfile, 'server' | 'tls'>;

/** What the user entered for an endpoint; empty where nothing. */
function byHand({ server }: Settings, name: EndpointName): string {
  return server.endpoints[endpointFields[name]] ?? '';
}

/** Whether the user entered the endpoint. */
export function isEnteredByHand(profile: Settings, name: EndpointName): boolean {
  return byHand(profile, name) !== '';
}

/**
 * The URL of an endpoint, or null where neither the user nor the server names it. What the user
 * entered wins over what the server says, and an alias for clients with a certificate over the common address.
 *
 * @throws AppError `INPUT_URL`, `INPUT_INSECURE_URL` for what the user entered, `OAUTH_INVALID_METADATA` for what the server says
 */
export function findEndpoint(profile: Settings, metadata: ServerFacts['metadata'], name: EndpointName): URL | null {
  const entered = byHand(profile, name);
  const { allowInsecureHttp } = profile.tls;
  if (entered !== '') return endpointUrl(entered, name, allowInsecureHttp);
  const discovered = aliasOf(profile, metadata, name) ?? metadata?.[name];
  if (discovered === undefined || discovered === null) return null;
  try {
    return endpointUrl(typeof discovered === 'string' ? discovered : JSON.stringify(discovered), name, allowInsecureHttp);
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    if (cause.code === 'INPUT_INSECURE_URL') throw cause;
    throw new AppError('OAUTH_INVALID_METADATA', { message: `${cause.message} The server metadata says so.`, cause });
  }
}

/**
 * Where a client with a certificate finds an endpoint: servers that ask browsers for no certificate have a second
 * address for those that have one. The browser's own endpoint is never among them.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8705#section-5
 */
function aliasOf(profile: Settings, metadata: ServerFacts['metadata'], name: EndpointName): unknown {
  const aliases = metadata?.mtls_endpoint_aliases;
  if (!hasClientCertificate(profile) || name === 'authorization_endpoint' || typeof aliases !== 'object' || aliases === null)
    return undefined;
  return (aliases as Readonly<Record<string, unknown>>)[name];
}

/**
 * The URL of an endpoint that cannot be done without.
 *
 * @throws AppError as {@link findEndpoint}; `OAUTH_INVALID_METADATA` or `INPUT_INVALID` where it is not known
 */
export function needEndpoint(profile: Settings, metadata: ServerFacts['metadata'], name: EndpointName): URL {
  const url = findEndpoint(profile, metadata, name);
  if (url !== null) return url;
  if (metadata !== null) throw new AppError('OAUTH_INVALID_METADATA', { message: `The server metadata names no ${name}.` });
  throw new AppError('INPUT_INVALID', { message: `The ${name} is missing.`, hint: 'Enter it, or an issuer that publishes its metadata.' });
}
