import type { Command } from 'commander';
import { readProxyUrl } from '../../node/proxy/proxy-hop.ts';
import { AppError } from '../../shared/errors.ts';
import type { ProfileInput } from '../../shared/model/profile.ts';
import type { KeepSecret } from './kept-secrets.ts';
import { readCertificates } from './read-certificates.ts';
import { readBinary, readText } from './read-secret.ts';
import { addSecretOptions } from './secret-options.ts';

/** The options that say how the server is reached: for every request of a run. */
export interface TransportOptions {
  caFile?: string;
  insecureTls?: boolean;
  insecureHttp?: boolean;
  tlsCert?: string;
  tlsKey?: string;
  tlsPfx?: string;
  tlsPassphrase?: string;
  tlsPassphraseEnv?: string;
  tlsPassphraseFile?: string;
  proxy?: string;
}

export function addTransportOptions(command: Command): Command {
  command
    .option('--ca-file <pem>', 'certificates to trust besides the system’s')
    .option('--insecure-tls', 'accept any certificate')
    .option('--insecure-http', 'accept http:// on hosts that are not this machine')
    .option('--tls-cert <pem>', 'file with the certificate the client shows, and those between it and its authority')
    .option('--tls-key <pem>', 'file with the private key of --tls-cert')
    .option('--tls-pfx <file>', 'PKCS #12 file with both, instead');
  return addSecretOptions(command, 'tls-passphrase', 'passphrase of --tls-pfx or --tls-key', 'that passphrase').option(
    '--proxy <url>',
    'http://, https://, socks5:// or socks5h:// address; or none, environment (default) or system',
  );
}

/**
 * TLS and proxy as the options describe them, on top of those of a saved profile.
 *
 * @throws AppError `INPUT_*`
 */
export function transportFrom(
  options: TransportOptions,
  passphrase: string | undefined,
  keep: KeepSecret,
  start: Pick<ProfileInput, 'tls' | 'proxy'>,
): Pick<ProfileInput, 'tls' | 'proxy'> {
  return {
    tls: {
      ...start.tls,
      ...(options.caFile !== undefined && { ca: readCertificates(options.caFile) }),
      ...(options.insecureTls && { verify: false }),
      ...(options.insecureHttp && { allowInsecureHttp: true }),
      ...clientCertificate(options, keep),
      ...(passphrase !== undefined && { pfxPassphrase: keep('tls_passphrase', passphrase) }),
    },
    ...(options.proxy === undefined ? start.proxy && { proxy: start.proxy } : { proxy: proxyOf(options.proxy, keep) }),
  };
}

/** Whichever is given replaces the saved one, whatever form that has. */
function clientCertificate({ tlsCert, tlsKey, tlsPfx }: TransportOptions, keep: KeepSecret) {
  if (tlsPfx !== undefined) {
    if (tlsCert !== undefined || tlsKey !== undefined) throw usage('Give either --tls-pfx, or --tls-cert with --tls-key.');
    const pfx = keep('tls_pfx', readBinary(tlsPfx, '--tls-pfx').toString('base64'));
    return { pfx, certificate: '', certificateKey: null, pfxPassphrase: null };
  }
  if (tlsCert === undefined && tlsKey === undefined) return {};
  if (tlsCert === undefined || tlsKey === undefined) throw usage('--tls-cert and --tls-key belong together.');
  return {
    certificate: readText(tlsCert, '--tls-cert'),
    certificateKey: keep('tls_key', readText(tlsKey, '--tls-key')),
    pfx: null,
    pfxPassphrase: null,
  };
}

/** Credentials in the address become a user name and a secret. */
function proxyOf(text: string, keep: KeepSecret): ProfileInput['proxy'] {
  if (text === 'none' || text === 'environment' || text === 'system') return { kind: text };
  const { label, credentials } = readProxyUrl(text);
  return {
    kind: 'url',
    url: label,
    ...(credentials !== null && { username: credentials.username, password: keep('proxy_password', credentials.password) }),
  };
}

function usage(message: string): AppError {
  return new AppError('INPUT_INVALID', { message, hint: 'Run the command with --help.' });
}
