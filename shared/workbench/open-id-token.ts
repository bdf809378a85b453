import { AppError } from '../errors.ts';
import { readToken } from '../inspector/read-token.ts';
import type { TokenReading } from '../model/token-reading.ts';
import type { Verdict } from '../model/verdict.ts';
import { clientDecryption, decryptJwe } from '../protocol/decrypt-jwe.ts';
import type { DecryptionFacts } from '../verdicts/facts.ts';
import { judgeAll } from '../verdicts/rule.ts';
import { rules } from '../verdicts/rules.ts';
import type { RunContext } from './run-context.ts';

/** An ID token, opened where it was encrypted. */
export interface OpenedIdToken {
  /** Of what is inside, where it could be opened; else of the token as it came, with the reason in `error`. */
  readonly reading: TokenReading;
  /** The signed token: the one inside, or the token itself. */
  readonly signed: string;
  /** What there is to say about opening it; nothing where it was not encrypted. */
  readonly verdicts: readonly Verdict[];
}

/**
 * Reads an ID token; one that is encrypted is opened first, with the decryption key of the profile or a key made
 * of the client secret. Never rejects: what cannot be opened is kept and read as far as it can be.
 *
 * @param arrivedAt epoch milliseconds
 * @see https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation
 */
export async function openIdToken({ request, log }: RunContext, token: string, arrivedAt: number): Promise<OpenedIdToken> {
  const options = { now: arrivedAt, clockSkewSeconds: request.clockSkewSeconds };
  const outer = readToken(token, options);
  if (outer.kind !== 'jwe') return { reading: outer, signed: token, verdicts: [] };
  const { alg, enc } = outer.header ?? {};
  const algorithms = typeof alg === 'string' && typeof enc === 'string' ? `${alg}, ${enc}` : null;
  const { client } = request.profile;
  const { by, key } = clientDecryption(alg, client);
  const judged = (outcome: DecryptionFacts['outcome'], reason = '') =>
    judgeAll(rules.idTokenDecryption, { algorithms, by, outcome, reason });
  if (key === null) return { reading: outer, signed: token, verdicts: judged('no_key') };
  try {
    const signed = await decryptJwe(token, client, 'The ID token');
    log.learn('id_token', signed);
    return { reading: readToken(signed, options), signed, verdicts: judged('opened') };
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    const error = { code: thrown.code, message: thrown.message, part: null, position: null };
    return { reading: { ...outer, error }, signed: token, verdicts: judged('refused', thrown.message) };
  }
}
