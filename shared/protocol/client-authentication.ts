import type { Client, ClientAuth } from 'oauth4webapi';
import { AppError } from '../errors.ts';
import type { AuthMethod } from '../model/profile.ts';
import type { ResolvedProfile } from '../model/resolved-profile.ts';
import type { Clock } from '../ports.ts';
import { clientSecretJwt, privateKeyJwt } from './client-authentication/client-assertion.ts';
import { clientCertificate } from './client-authentication/client-certificate.ts';
import { clientIdOnly } from './client-authentication/client-id-only.ts';
import { clientSecretBasic } from './client-authentication/client-secret-basic.ts';
import { clientSecretPost } from './client-authentication/client-secret-post.ts';
import { custom } from './client-authentication/custom.ts';
import type { AuthenticationMethod, ClientToAuthenticate } from './client-authentication/method.ts';

/** Every way a client proves who it is, each as one function value that any grant and endpoint may use. */
const methods: Record<AuthMethod, AuthenticationMethod> = {
  client_secret_basic: clientSecretBasic,
  client_secret_post: clientSecretPost,
  client_secret_jwt: clientSecretJwt,
  private_key_jwt: privateKeyJwt,
  tls_client_auth: clientCertificate,
  self_signed_tls_client_auth: clientCertificate,
  none: clientIdOnly,
  custom,
};

/**
 * The client authentication of a profile.
 *
 * @throws AppError `INPUT_MISSING_SECRET`, `INPUT_CERTIFICATE` where the method needs what the profile does not have
 */
export function clientAuthentication(profile: ClientToAuthenticate, clock: Clock): ClientAuth {
  return methods[profile.client.authMethod](profile, clock);
}

/**
 * The client as `oauth4webapi` wants it.
 *
 * @throws AppError `INPUT_INVALID` where the profile names no client
 */
export function clientOf({ client }: Pick<ResolvedProfile, 'client'>): Client {
  if (client.clientId === '')
    throw new AppError('INPUT_INVALID', { message: 'The client id is missing.', hint: 'Enter the id the server registered.' });
  return { client_id: client.clientId };
}
