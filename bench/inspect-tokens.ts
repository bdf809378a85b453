import { decodeJwt } from 'jose';
import { readToken } from '../shared/inspector/read-token.ts';
import { milliseconds, type Row, times } from './row.ts';
import { sideBySide } from './timing.ts';

const TOKENS = 10_000;
const ROUNDS = 15;
const AIM = 3;

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** A token as servers issue them: an access token of RFC 9068 with an RSA signature. */
function typicalToken(index: number, now: number): string {
  const header = { alg: 'RS256', kid: 'key-1', typ: 'at+jwt' };
  const claims = {
    iss: 'https://as.example.com',
    sub: `user-${index}`,
    aud: 'https://api.example.com',
    client_id: 'web-app',
    iat: now - index,
    nbf: now - index,
    exp: now + 3_600 + index,
    auth_time: now - 100,
    jti: crypto.randomUUID(),
    scope: 'openid profile email',
    nonce: 'n-0S6_WzA2Mj',
    email: `user${index}@example.com`,
    email_verified: true,
  };
  return `${encode(header)}.${encode(claims)}.${Buffer.alloc(256, index).toString('base64url')}`;
}

/** Decoding, explaining and judging tokens, against `jose.decodeJwt`, which only decodes the claims. */
export async function measure(): Promise<Row[]> {
  const now = Math.floor(Date.now() / 1000);
  const tokens = Array.from({ length: TOKENS }, (_, index) => typicalToken(index, now));
  let read = 0;
  const { ours, jose } = await sideBySide(
    {
      ours: () => {
        for (const token of tokens) read += readToken(token).claims.length;
      },
      jose: () => {
        for (const token of tokens) read += decodeJwt(token).exp ?? 0;
      },
    },
    ROUNDS,
  );
  if (read === 0) throw new Error('nothing was read');
  const ratio = ours / jose;
  return [
    {
      what: `decode and explain ${TOKENS} JWTs`,
      measured: `${milliseconds(ours)} (${Math.round(TOKENS / (ours / 1_000))} a second)`,
      ratio: `${times(ratio)} jose.decodeJwt (${milliseconds(jose)})`,
      aim: `within ${AIM}×`,
      met: ratio <= AIM,
    },
  ];
}
