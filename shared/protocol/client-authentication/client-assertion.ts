import type { AuthorizationServer } from 'oauth4webapi';
import { AppError } from '../../errors.ts';
import { placeholderIssuer } from '../oauth-server.ts';
import { signingKeyOf, signingSecretOf, signJwt } from '../sign-jwt.ts';
import { type AuthenticationMethod, needSecret } from './method.ts';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** Seconds an assertion lives: long enough for clocks that differ a little. */
const LIFETIME = 60;

/**
 * A JWT signed with the client secret.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7523#section-2.2
 */
export const clientSecretJwt: AuthenticationMethod = (profile, clock) => {
  const secret = needSecret(profile);
  return assertion(profile, clock, () => signingSecretOf(secret, profile.client));
};

/**
 * A JWT signed with the client's private key.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7523#section-2.2
 */
export const privateKeyJwt: AuthenticationMethod = (profile, clock) => assertion(profile, clock, () => signingKeyOf(profile.client));

function assertion(
  { client: settings }: Parameters<AuthenticationMethod>[0],
  clock: Parameters<AuthenticationMethod>[1],
  key: () => ReturnType<typeof signingKeyOf>,
): ReturnType<AuthenticationMethod> {
  return async (server, client, body) => {
    const now = Math.floor(clock.now() / 1_000);
    const claims = {
      iss: client.client_id,
      sub: client.client_id,
      aud: audienceOf(settings, server),
      jti: crypto.randomUUID(),
      iat: now,
      exp: now + LIFETIME,
    };
    body.set('client_id', client.client_id);
    body.set('client_assertion_type', assertionType);
    body.set('client_assertion', await signJwt(claims, await key()));
  };
}

/** The server as it is given here names just the endpoint that is asked (see `serverToAsk`). */
function audienceOf(
  settings: { assertionAudience: string; customAudience: string },
  { issuer, ...endpoints }: AuthorizationServer,
): string {
  // Without an issuer there is no other name for the server than its endpoint.
  if (settings.assertionAudience === 'issuer' && issuer !== placeholderIssuer) return issuer;
  if (settings.assertionAudience === 'custom') {
    if (settings.customAudience !== '') return settings.customAudience;
    throw new AppError('INPUT_INVALID', {
      message: 'The audience of the client assertion is missing.',
      hint: 'Enter it, or take the issuer.',
    });
  }
  const [endpoint] = Object.entries(endpoints).flatMap(([name, value]) =>
    name.endsWith('_endpoint') && typeof value === 'string' ? [value] : [],
  );
  return endpoint ?? issuer;
}
