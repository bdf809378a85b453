import { AppError, fromErrorData } from '../errors.ts';
import { rfc } from '../model/spec-link.ts';
import type { Verdict } from '../model/verdict.ts';
import type { HttpPort, RawExchange } from '../ports.ts';
import { judgeAll } from '../verdicts/rule.ts';
import { rules } from '../verdicts/rules.ts';
import { endpointUrl } from './endpoint-url.ts';
import { fetchJson } from './fetch-json.ts';
import { httpOptions, type Reach } from './http-limits.ts';

/** What asking a protected resource about itself brought. */
export interface ResourceDiscovery {
  /** The document as it was, also where `error` says that it must not be used. Null where none came. */
  readonly metadata: Readonly<Record<string, unknown>> | null;
  readonly exchange: RawExchange | null;
  readonly verdicts: Verdict[];
  readonly error: AppError | null;
}

/** Which resource is meant: its identifier, and, where a challenge named it, the address of its metadata. */
export interface ResourceWish {
  readonly resource: string;
  /** `resource_metadata` of `WWW-Authenticate`; null where the well-known place is asked. */
  readonly metadataUrl: string | null;
}

const suffix = '/.well-known/oauth-protected-resource';

/**
 * Where a resource publishes its metadata: inserted between host and path. The identifier is what the user
 * means: also where the address of the metadata itself was pasted.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9728#section-3.1
 */
export function resourceMetadataUrl(resource: URL): string {
  if (resource.pathname.startsWith(suffix)) return resource.href;
  const path = resource.pathname === '/' ? '' : resource.pathname;
  return `${resource.origin}${suffix}${path}${resource.search}`;
}

/** The identifier a metadata address is made of; what was given, where it is none. */
export function resourceOf(text: string): string {
  const url = URL.parse(text);
  if (url === null || !url.pathname.startsWith(suffix)) return text;
  return `${url.origin}${url.pathname.slice(suffix.length)}${url.search}`;
}

/**
 * Asks a resource about itself. Never rejects: `error` says why there is no metadata, or why it must not be used.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9728#section-3
 */
export async function discoverResource(
  http: HttpPort,
  reach: Reach,
  { resource: given, metadataUrl }: ResourceWish,
  signal: AbortSignal,
): Promise<ResourceDiscovery> {
  const resource = resourceOf(given.trim());
  let url: string;
  try {
    url = placeOf(resource, metadataUrl, reach.tls.allowInsecureHttp);
  } catch (thrown) {
    if (thrown instanceof AppError) return { metadata: null, exchange: null, verdicts: [], error: thrown };
    throw thrown;
  }
  const { exchange, document, mediaType, problem } = await fetchJson(http, url, httpOptions(reach, signal));
  if (exchange.error !== null) return { metadata: null, exchange, verdicts: [], error: fromErrorData(exchange.error) };
  if (document === null) {
    const error = new AppError('OAUTH_INVALID_METADATA', {
      message: `The resource publishes no metadata. ${problem ?? ''}`,
      hint: 'Give the identifier of the resource as it names itself (often only the origin), or the address its WWW-Authenticate names.',
      spec: rfc(9728, '3'),
    });
    return { metadata: null, exchange, verdicts: [], error };
  }
  const verdicts = judgeAll(rules.resourceMetadata, { resource, metadata: document, mediaType, fromChallenge: metadataUrl !== null });
  const mismatch = verdicts.find(({ status }) => status === 'fail');
  if (mismatch === undefined) return { metadata: document, exchange, verdicts, error: null };
  const { message, expected, actual, spec } = mismatch;
  const error = new AppError('OAUTH_INVALID_METADATA', {
    message: `${message} Asked: ${expected}. Named: ${actual}.`,
    hint: 'It must not be used: whoever answers here could stand in for another resource. Ask with the identifier the resource names.',
    spec,
  });
  return { metadata: document, exchange, verdicts, error };
}

/** @throws AppError `INPUT_URL`, `INPUT_INSECURE_URL` */
function placeOf(resource: string, metadataUrl: string | null, allowInsecureHttp: boolean): string {
  const url = endpointUrl(resource, 'resource', allowInsecureHttp);
  if (url.hash !== '' || url.username !== '' || url.password !== '') {
    throw new AppError('INPUT_URL', {
      message: 'A resource identifier has no fragment and carries no user name or password.',
      hint: 'Enter the URL of the resource as its clients call it.',
      spec: rfc(9728, '1.2'),
    });
  }
  return metadataUrl === null ? resourceMetadataUrl(url) : endpointUrl(metadataUrl, 'metadata address', allowInsecureHttp).href;
}
