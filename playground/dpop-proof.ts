import { calculateJwkThumbprint, EmbeddedJWK, type JWK, jwtVerify } from 'jose';
import type Provider from 'oidc-provider';
import { errors, type KoaContextWithOIDC } from 'oidc-provider';

/** Seconds a proof may be off, either way. */
const WINDOW = 60;
const algorithms = ['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519', 'PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512'];

/**
 * The thumbprint of the key a token request proves to hold; undefined for a request without a proof. The grants
 * `oidc-provider` brings itself do this; those the playground teaches it have to.
 *
 * @throws errors.InvalidDpopProof for a proof that does not hold, errors.InvalidGrant for one that was used before
 * @see https://www.rfc-editor.org/rfc/rfc9449#section-4.3
 */
export async function provenKey(provider: Provider, context: KoaContextWithOIDC): Promise<string | undefined> {
  const proof = context.get('DPoP');
  const { client } = context.oidc;
  if (proof === '' || client === undefined) return undefined;
  const { jti, jwk } = await readProof(proof, context.oidc.urlFor('token'));
  const isNew = await provider.ReplayDetection.unique(client.clientId, jti, Math.floor(Date.now() / 1_000) + WINDOW);
  if (!isNew) throw new errors.InvalidGrant('DPoP proof JWT Replay detected');
  return calculateJwkThumbprint(jwk);
}

async function readProof(proof: string, endpoint: string): Promise<{ jti: string; jwk: JWK }> {
  const wrong = (what: string) => new errors.InvalidDpopProof(`DPoP proof ${what}`);
  const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, { algorithms, typ: 'dpop+jwt' }).catch((cause: Error) => {
    throw wrong(`is not valid: ${cause.message}`);
  });
  const { jti, iat, htm, htu } = payload;
  if (protectedHeader.jwk === undefined) throw wrong('has no key');
  if (typeof jti !== 'string' || jti === '') throw wrong('must have a jti string property');
  if (typeof iat !== 'number' || Math.abs(Date.now() / 1_000 - iat) > WINDOW) throw wrong('iat is not recent enough');
  if (htm !== 'POST') throw wrong('htm mismatch');
  if (typeof htu !== 'string' || withoutQuery(htu) !== endpoint) throw wrong('htu mismatch');
  return { jti, jwk: protectedHeader.jwk };
}

function withoutQuery(text: string): string | null {
  const url = URL.parse(text);
  return url === null ? null : `${url.origin}${url.pathname}`;
}
