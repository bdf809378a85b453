import { decodeJwt } from 'jose';
import { inspectToken } from '../shared/inspector/inspect-token.ts';
import { readToken } from '../shared/inspector/read-token.ts';
import { informs, milliseconds, type Row, times } from './row.ts';
import { median, sideBySide } from './timing.ts';

const TOKENS = 10_000;
const ROUNDS = 15;
/** Tokens that are read before the program is warm. */
const COLD = 1_000;
const RATE_AIM = 30_000;
const RATIO_AIM = 3;

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

/** Tokens a second of one core: by the processor time of this program, so that what else the machine does takes nothing away. */
async function rate(tokens: readonly string[], work: (token: string) => unknown): Promise<number> {
  const start = process.cpuUsage();
  for (const token of tokens) await work(token);
  const { user, system } = process.cpuUsage(start);
  return tokens.length / ((user + system) / 1_000_000);
}

/** The whole inspection of typical tokens; and what it takes beside `jose.decodeJwt`, which decodes the claims and does no more. */
export async function measure(): Promise<Row[]> {
  const now = Math.floor(Date.now() / 1_000);
  const tokens = Array.from({ length: TOKENS }, (_, index) => typicalToken(index, now));
  let read = 0;
  const inspect = async (token: string) => {
    read += (await inspectToken(token)).claims.length;
  };
  const cold = await rate(tokens.slice(0, COLD), inspect);
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rates.push(await rate(tokens, inspect));
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
  const [warm, ratio] = [median(rates), ours / jose];
  return [
    {
      what: `inspect ${thousands(TOKENS)} JWTs: decode, explain, check`,
      measured: `${thousands(warm)} a second on one core (best ${thousands(Math.max(...rates))})`,
      ratio: '',
      aim: `at least ${thousands(RATE_AIM)}`,
      met: warm >= RATE_AIM,
    },
    informs(`the same, the first ${thousands(COLD)} of a fresh program`, `${thousands(cold)} a second on one core`),
    {
      what: `decode ${thousands(TOKENS)} JWTs, with all explanations and checks`,
      measured: milliseconds(ours),
      ratio: `${times(ratio)} jose.decodeJwt (${milliseconds(jose)})`,
      aim: `within ${RATIO_AIM}×`,
      met: ratio <= RATIO_AIM,
    },
  ];
}

function thousands(value: number): string {
  return Math.round(value).toLocaleString('en');
}
