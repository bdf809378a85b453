import { AppError, fromErrorData } from '../errors.ts';
import type { ResolvedProfile } from '../model/resolved-profile.ts';
import { openId } from '../model/spec-link.ts';
import type { Verdict } from '../model/verdict.ts';
import type { HttpPort, RawExchange } from '../ports.ts';
import { judgeAll } from '../verdicts/rule.ts';
import { rules } from '../verdicts/rules.ts';
import { endpointUrl } from './endpoint-url.ts';
import { type FetchedJson, fetchJson } from './fetch-json.ts';
import { httpOptions, type Reach } from './http-limits.ts';

/** What asking a server about itself brought. */
export interface Discovery {
  /** The document as it was; null where none can be used. */
  readonly metadata: Record<string, unknown> | null;
  /** Every attempt, in order; the last one brought the document or the error. */
  readonly exchanges: RawExchange[];
  readonly error: AppError | null;
  /** On the last attempt. */
  readonly verdicts: Verdict[];
}

const openIdSuffix = '/.well-known/openid-configuration';
const oauthSuffix = '/.well-known/oauth-authorization-server';

/** The issuer the user means: also where the address of its metadata was pasted instead. */
export function issuerOf(text: string): string {
  if (text.endsWith(openIdSuffix)) return text.slice(0, -openIdSuffix.length);
  const url = URL.parse(text);
  if (url?.pathname.startsWith(oauthSuffix)) return `${url.origin}${url.pathname.slice(oauthSuffix.length)}`;
  return text;
}

/**
 * Where the metadata of an issuer may be: OpenID Connect appends to its path, RFC 8414 inserts before it.
 *
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfigurationRequest
 * @see https://www.rfc-editor.org/rfc/rfc8414#section-3.1
 */
function metadataUrls(issuer: URL): string[] {
  const path = issuer.pathname.replace(/\/$/, '');
  const at = (pathname: string) => `${issuer.origin}${pathname}`;
  return [...new Set([at(`${path}${openIdSuffix}`), at(`${oauthSuffix}${path}`), at(`${openIdSuffix}${path}`)])];
}

/** Asks a server about itself. Never rejects: `error` says why there is no metadata. */
export async function discover(
  http: HttpPort,
  profile: Reach & { readonly server: Pick<ResolvedProfile['server'], 'issuer'> },
  signal: AbortSignal,
): Promise<Discovery> {
  const exchanges: RawExchange[] = [];
  const failed = (error: AppError, verdicts: Verdict[] = []): Discovery => ({ metadata: null, exchanges, error, verdicts });
  const issuer = issuerOf(profile.server.issuer);
  let urls: string[];
  try {
    urls = metadataUrls(issuerUrl(issuer, profile.tls.allowInsecureHttp));
  } catch (thrown) {
    if (thrown instanceof AppError) return failed(thrown);
    throw thrown;
  }
  const problems: string[] = [];
  for (const url of urls) {
    const fetched = await fetchJson(http, url, httpOptions(profile, signal));
    exchanges.push(fetched.exchange);
    if (fetched.exchange.error !== null) return failed(fromErrorData(fetched.exchange.error));
    if (fetched.document !== null) return judged(fetched, fetched.document, issuer, profile.tls.allowInsecureHttp, exchanges);
    problems.push(fetched.problem ?? '');
  }
  return failed(
    new AppError('OAUTH_INVALID_METADATA', {
      message: `The server publishes no metadata. ${problems[0] ?? ''}`,
      hint: 'Check the issuer, or enter the endpoints by hand; a server without metadata works as well.',
      spec: openId('discovery', '4', 'ProviderConfig'),
    }),
  );
}

/** @throws AppError `INPUT_URL`, `INPUT_INSECURE_URL` */
function issuerUrl(issuer: string, allowInsecureHttp: boolean): URL {
  const url = endpointUrl(issuer, 'issuer', allowInsecureHttp);
  // Left out of what is asked without a word, the user would wonder where they went.
  if (url.username !== '' || url.password !== '') {
    throw new AppError('INPUT_URL', {
      message: 'An issuer carries no user name or password.',
      hint: 'Take the part before the @ out; the client’s credentials have fields of their own.',
    });
  }
  if (url.search === '' && url.hash === '') return url;
  throw new AppError('INPUT_URL', {
    message: 'An issuer has neither a query nor a fragment.',
    hint: 'Enter the issuer as the server names it.',
  });
}

function judged(
  { mediaType }: FetchedJson,
  metadata: Readonly<Record<string, unknown>>,
  issuer: string,
  allowInsecureHttp: boolean,
  exchanges: RawExchange[],
): Discovery {
  const verdicts = judgeAll(rules.metadata, { issuer, metadata, mediaType, allowInsecureHttp });
  const mismatch = verdicts.find(({ id, status }) => id === 'metadata_issuer' && status === 'fail');
  if (mismatch === undefined) return { metadata, exchanges, error: null, verdicts };
  const { message, expected, actual, spec } = mismatch;
  return {
    metadata: null,
    exchanges,
    error: new AppError('OAUTH_ISSUER_MISMATCH', { message: `${message} Asked: ${expected}. Named: ${actual}.`, spec }),
    verdicts,
  };
}
