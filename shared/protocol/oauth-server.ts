import { type AuthorizationServer, allowInsecureRequests, type Client, clockTolerance, customFetch, type DPoPHandle } from 'oauth4webapi';
import type { EndpointName } from '../model/endpoint-names.ts';
import type { TokenReading } from '../model/token-reading.ts';
import type { RecordingFetch } from './recording-fetch.ts';
import type { ServerFacts } from './server-facts.ts';

/** Stands where `oauth4webapi` insists on an issuer and the server has none. Never sent, never compared. */
export const placeholderIssuer = 'https://issuer.invalid';

/** The server as `oauth4webapi` wants it to send one request: it names just the endpoint that is asked. */
export function serverToAsk({ issuer }: ServerFacts, endpoint: EndpointName, url: URL): AuthorizationServer {
  return { issuer: issuer ?? placeholderIssuer, [endpoint]: url.href };
}

/**
 * The server as `oauth4webapi` wants it, to read an answer. Where no issuer is known, the one the ID
 * token names is taken, so that a rule which does not apply refuses nothing; the same for algorithms.
 */
export function serverToRead({ issuer, metadata }: ServerFacts, idToken: TokenReading | null): AuthorizationServer {
  const named = idToken?.payload?.iss;
  const alg = idToken?.header?.alg;
  const listed = metadata?.id_token_signing_alg_values_supported;
  const algorithms = Array.isArray(listed)
    ? listed.filter((item) => typeof item === 'string')
    : typeof alg === 'string'
      ? [alg]
      : undefined;
  return {
    issuer: issuer ?? (typeof named === 'string' && named !== '' ? named : placeholderIssuer),
    ...(algorithms !== undefined && { id_token_signing_alg_values_supported: algorithms }),
  };
}

/** The client as the strict reading wants it: it brings the allowed difference of clocks. */
export function clientToRead(client: Client, clockSkewSeconds: number): Client {
  return { ...client, [clockTolerance]: clockSkewSeconds };
}

/** How `oauth4webapi` is to send a request, to whichever endpoint. */
export interface SendOptions {
  readonly [customFetch]: RecordingFetch['fetch'];
  readonly [allowInsecureRequests]: true;
  readonly headers: Record<string, string>;
  readonly DPoP?: DPoPHandle;
}

/** Sends through our HTTP port. Plain http was judged before, by the profile's own setting. */
export function requestOptions({ fetch }: RecordingFetch, dpop: DPoPHandle | null = null): SendOptions {
  return {
    [customFetch]: fetch,
    [allowInsecureRequests]: true,
    headers: { 'user-agent': 'Grantbench' },
    ...(dpop !== null && { DPoP: dpop }),
  };
}
