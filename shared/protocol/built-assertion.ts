import { AppError } from '../errors.ts';
import type { ResolvedProfile } from '../model/resolved-profile.ts';
import { signingKeyOf, signingSecretOf, signJwt } from './sign-jwt.ts';

/**
 * Builds the assertion of the JWT bearer grant: the user's claims, and those that were left out.
 *
 * @param audience whom it is for where the claims do not say
 * @param now epoch milliseconds
 * @throws AppError `INPUT_INVALID` for claims that are no JSON object, `INPUT_MISSING_SECRET`
 * @see https://www.rfc-editor.org/rfc/rfc7523#section-3
 */
export async function builtAssertion(
  { client, request }: Pick<ResolvedProfile, 'client' | 'request'>,
  audience: string,
  now: number,
): Promise<string> {
  const { claims, lifetimeSeconds } = request.assertion;
  const seconds = Math.floor(now / 1_000);
  const filled = {
    iss: client.clientId,
    sub: client.clientId,
    aud: audience,
    iat: seconds,
    exp: seconds + lifetimeSeconds,
    jti: crypto.randomUUID(),
    ...claimsOf(claims),
  };
  const withSecret = client.signingAlg.startsWith('HS') && client.clientSecret !== null;
  return signJwt(filled, withSecret ? await signingSecretOf(client.clientSecret ?? '', client) : await signingKeyOf(client));
}

function claimsOf(text: string): Record<string, unknown> {
  if (text.trim() === '') return {};
  const fault = (problem: string, cause?: unknown) =>
    new AppError('INPUT_INVALID', {
      message: `The claims of the assertion ${problem}.`,
      hint: 'Enter a JSON object, such as {"sub": "alice"}.',
      cause,
    });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw fault('are not JSON', cause);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw fault('are no JSON object');
  return value as Record<string, unknown>;
}
