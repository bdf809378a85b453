import { AppError } from '../../errors.ts';
import { hasClientCertificate } from '../http-limits.ts';
import type { AuthenticationMethod } from './method.ts';

/**
 * The certificate of the TLS handshake is the proof, issued by an authority (`tls_client_auth`) or registered itself
 * (`self_signed_tls_client_auth`); the message carries just the client id.
 *
 * @throws AppError `INPUT_CERTIFICATE` where the profile has none: the server would only say `invalid_client`
 * @see https://www.rfc-editor.org/rfc/rfc8705#section-2
 */
export const clientCertificate: AuthenticationMethod = (profile) => {
  if (!hasClientCertificate(profile)) {
    throw new AppError('INPUT_CERTIFICATE', {
      message: `${profile.client.authMethod} needs a client certificate, and there is none.`,
      hint: 'Give it under TLS and proxy (--tls-cert and --tls-key, or --tls-pfx).',
    });
  }
  return (_server, client, body) => {
    body.set('client_id', client.client_id);
  };
};
