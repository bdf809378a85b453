import { AppError } from '../errors.ts';
import type { ResolvedProfile } from '../model/resolved-profile.ts';
import type { ClientCertificate, HttpOptions, ProxySetting } from '../ports.ts';
import { fromBase64 } from './base64.ts';

/** Bytes an answer may have. Metadata, keys and tokens of real servers stay far below. */
const MAX_RESPONSE_BYTES = 4 * 1024 * 1024;

type Tls = ResolvedProfile['tls'];

/** What of a profile says how its server is reached. Without a profile: no certificate, and the proxy of the environment. */
export type Reach = Pick<ResolvedProfile, 'limits'> & {
  readonly tls: Pick<Tls, 'ca' | 'verify' | 'allowInsecureHttp'> & Partial<Tls>;
  readonly proxy?: ResolvedProfile['proxy'];
};

/**
 * How every request of a profile is sent: discovery, tokens, keys, all of them.
 *
 * @throws AppError `INPUT_CERTIFICATE` for a certificate without its key
 */
export function httpOptions({ limits, tls, proxy }: Reach, signal: AbortSignal): HttpOptions {
  const certificate = clientCertificate(tls);
  return {
    signal,
    timeoutMs: limits.requestSeconds * 1_000,
    maxResponseBytes: MAX_RESPONSE_BYTES,
    tls: { ca: tls.ca, verify: tls.verify, ...(certificate !== null && { certificate }) },
    proxy: proxy === undefined ? { kind: 'environment' } : proxySetting(proxy),
  };
}

/** Whether the profile has a certificate to show to servers that ask. */
export function hasClientCertificate({ tls }: Pick<ResolvedProfile, 'tls'>): boolean {
  return tls.pfx !== null || tls.certificate.trim() !== '';
}

function clientCertificate(tls: Reach['tls']): ClientCertificate | null {
  const { certificate = '', certificateKey = null, pfx = null, pfxPassphrase = null } = tls;
  if (pfx !== null) {
    const bytes = fromBase64(pfx);
    if (bytes !== null) return { kind: 'pfx', pfx: bytes, passphrase: pfxPassphrase ?? '' };
    throw new AppError('INPUT_CERTIFICATE', { message: 'The PKCS #12 file cannot be read.', hint: 'Give the .p12 or .pfx file again.' });
  }
  if (certificate.trim() === '') return null;
  if (certificateKey === null) {
    throw new AppError('INPUT_CERTIFICATE', {
      message: 'The client certificate has no private key.',
      hint: 'Give the key that belongs to it, as PEM.',
    });
  }
  return { kind: 'pem', cert: certificate, key: certificateKey, ...(pfxPassphrase !== null && { passphrase: pfxPassphrase }) };
}

/** The address with its credentials: only here do they meet. */
function proxySetting({ kind, url, username, password }: ResolvedProfile['proxy']): ProxySetting {
  if (kind !== 'url') return { kind };
  if (username === '' && password === null) return { kind, url };
  const whole = url.includes('://') ? url : `http://${url}`;
  const credentials = `${encodeURIComponent(username)}:${encodeURIComponent(password ?? '')}`;
  return { kind, url: whole.replace(/^([^:]*:\/\/)(?:[^/@]*@)?/, (_start, scheme: string) => `${scheme}${credentials}@`) };
}
