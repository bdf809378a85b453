/** Faults in the members of a good token answer. */
import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { PlaygroundKeys } from '../keys.ts';
import { type Fault, TOKEN_PATH } from './fault.ts';

type Members = Record<string, unknown>;

const changed =
  (change: (answer: Members, keys: PlaygroundKeys) => Members): Fault =>
  (keys) =>
  async (context, next) => {
    await next();
    const { body } = context;
    if (context.path !== TOKEN_PATH || typeof body !== 'object' || body === null || !('access_token' in body)) return;
    context.body = change(body as Members, keys);
  };

const idToken = (change: (claims: Members, header: Members) => void): Fault =>
  changed((answer, keys) => {
    if (typeof answer.id_token !== 'string') return answer;
    const [header = {}, claims = {}] = answer.id_token
      .split('.', 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Members);
    const { kid, alg } = header;
    change(claims, header);
    return { ...answer, id_token: resigned(header, claims, { kid, alg }, keys) };
  });

const encoded = (value: Members) => Buffer.from(JSON.stringify(value)).toString('base64url');

function strangeKey(alg: unknown): KeyObject {
  return alg === 'ES256'
    ? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    : generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
}

/** Signed again with the key it was signed with before. */
function resigned(header: Members, claims: Members, signer: { kid: unknown; alg: unknown }, { jwks }: PlaygroundKeys): string {
  const text = `${encoded(header)}.${encoded(claims)}`;
  if (header.alg === 'none') return `${text}.`;
  const jwk = jwks.keys.find(({ kid }) => kid === signer.kid);
  if (jwk === undefined) throw new Error('The ID token was signed with a key the playground does not have.');
  // Another name in the header means another key, one that nobody publishes.
  const key =
    header.kid === signer.kid
      ? createPrivateKey({ key: jwk as unknown as import('node:crypto').JsonWebKey, format: 'jwk' })
      : strangeKey(signer.alg);
  return `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

const now = () => Math.floor(Date.now() / 1_000);
const HOUR = 3_600;

/** Takes every refresh token for one that was used before, and ends its family (RFC 9700 §4.14.2). */
const refreshTokenReused: Fault = () => async (context, next) => {
  await next();
  if (context.path !== TOKEN_PATH || context.status !== 200) return;
  const { params, entities } = context.oidc as { params?: { grant_type?: unknown }; entities: { Grant?: { destroy(): Promise<void> } } };
  if (params?.grant_type !== 'refresh_token') return;
  await entities.Grant?.destroy();
  context.status = 400;
  context.body = { error: 'invalid_grant', error_description: 'refresh token was used before; its family is revoked' };
};

export const tokenMembers = {
  refresh_token_reused: refreshTokenReused,
  scope_reduced: changed((answer) => ({ ...answer, scope: String(answer.scope ?? '').split(' ')[0] ?? '' })),
  wrong_token_type: changed((answer) => ({ ...answer, token_type: 'mac' })),
  wrong_nonce: idToken((claims) => {
    claims.nonce = 'another-nonce';
  }),
  missing_nonce: idToken((claims) => {
    delete claims.nonce;
  }),
  wrong_at_hash: idToken((claims) => {
    claims.at_hash = 'AAAAAAAAAAAAAAAAAAAAAA';
  }),
  missing_at_hash: idToken((claims) => {
    delete claims.at_hash;
  }),
  expired_id_token: idToken((claims) => {
    claims.iat = now() - 2 * HOUR;
    claims.exp = now() - HOUR;
  }),
  future_id_token: idToken((claims) => {
    claims.iat = now() + HOUR;
    claims.exp = now() + 2 * HOUR;
  }),
  alg_none: idToken((_claims, header) => {
    header.alg = 'none';
  }),
  unknown_kid: idToken((_claims, header) => {
    header.kid = 'unknown';
  }),
  wrong_audience: idToken((claims) => {
    claims.aud = 'another-client';
  }),
} as const;
