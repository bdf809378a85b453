import type { ResolvedProfile } from '../model/resolved-profile.ts';
import type { HttpOptions } from '../ports.ts';

/** Bytes an answer may have. Metadata, keys and tokens of real servers stay far below. */
const MAX_RESPONSE_BYTES = 4 * 1024 * 1024;

/** What of a profile says how its server is reached. */
export type Reach = Pick<ResolvedProfile, 'limits'> & { readonly tls: Pick<ResolvedProfile['tls'], 'ca' | 'verify' | 'allowInsecureHttp'> };

/** How the requests of a run are sent. */
export function httpOptions(
  profile: Pick<ResolvedProfile, 'limits'> & { readonly tls: Pick<ResolvedProfile['tls'], 'ca' | 'verify'> },
  signal: AbortSignal,
): HttpOptions {
  return {
    signal,
    timeoutMs: profile.limits.requestSeconds * 1_000,
    maxResponseBytes: MAX_RESPONSE_BYTES,
    tls: { ca: profile.tls.ca, verify: profile.tls.verify },
  };
}
