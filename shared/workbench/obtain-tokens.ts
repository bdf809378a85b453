import { AppError } from '../errors.ts';
import { rfc } from '../model/spec-link.ts';
import type { TokenGrant } from '../protocol/grants/grant.ts';
import type { RunContext } from './run-context.ts';
import type { PollHandle } from './run-opening-answer.ts';
import { stopOnce } from './run-stop.ts';
import { requestTokens, type TokenOutcome, type TokenWish } from './run-token.ts';
import { waitFor } from './run-waiting.ts';

/** Seconds that `slow_down` adds to the interval, from then on (RFC 8628 §3.5). */
const SLOWER_BY = 5;

/**
 * Asks the token endpoint until it has answered: once, once more if it wants a DPoP nonce, and, while the
 * user is to answer elsewhere, again and again in the interval the server asks for.
 *
 * @throws AppError `NET_TIMEOUT` where the user did not answer in time, and what requestTokens throws
 * @see https://www.rfc-editor.org/rfc/rfc8628#section-3.4
 */
export async function obtainTokens(
  run: RunContext,
  wish: Omit<TokenWish, 'handle'>,
  grant: TokenGrant,
  poll: PollHandle | null,
): Promise<TokenOutcome> {
  if (poll === null) return await askUntilAnswered(run, wish, grant, null);
  try {
    const outcome = await askUntilAnswered(run, wish, grant, poll);
    poll.waiting.end(outcome.error === null ? 'done' : 'failed', { verdicts: poll.ping?.judge() ?? [] });
    return outcome;
  } catch (thrown) {
    poll.waiting.end('failed', { verdicts: poll.ping?.judge() ?? [] });
    throw thrown;
  } finally {
    await poll.ping?.close();
  }
}

async function askUntilAnswered(
  run: RunContext,
  wish: Omit<TokenWish, 'handle'>,
  grant: TokenGrant,
  poll: PollHandle | null,
): Promise<TokenOutcome> {
  const { ports, request } = run;
  const stop = stopOnce(run, 'token_request');
  let interval = poll?.intervalSeconds ?? 0;
  let noncesTaken = 0;
  // A ping hurries one request; should that come too early, the interval counts again.
  let pinged = false;
  let sooner = poll?.ping?.arrived;
  void sooner?.then(() => {
    pinged = true;
  });
  for (let attempt = 1; ; attempt += 1) {
    // Where the next poll would come too late anyway, nobody waits for it.
    if (poll !== null) await waitFor(Math.min(interval * 1_000, poll.until - ports.clock.now() + 1), request.signal, sooner);
    if (pinged) sooner = undefined;
    if (poll !== null && ports.clock.now() > poll.until) throw unanswered();
    const outcome = await requestTokens(run, { ...wish, handle: poll?.handle ?? null, stop }, grant, attempt);
    if (!('again' in outcome)) return outcome;
    if (outcome.again === 'slow_down') interval += SLOWER_BY;
    if (outcome.again === 'nonce') {
      noncesTaken += 1;
      // The nonce is remembered by the proof maker. A server that is never content must not be asked for ever.
      if (noncesTaken > 1 && poll === null)
        throw new AppError('OAUTH_RESPONSE', {
          message: 'The server asks for a DPoP nonce again, though the request carried the one it gave.',
          hint: 'The server may be behind a load balancer whose members do not share their nonces.',
          spec: rfc(9449, '8'),
          oauth: { error: 'use_dpop_nonce' },
        });
    }
  }
}

/** Our own patience is over: the server said nothing, so nothing is quoted. */
function unanswered(): AppError {
  return new AppError('NET_TIMEOUT', {
    message: 'The user did not answer before the time given by the server, or by this profile, was over.',
    hint: 'Run again and answer sooner; the limit of this profile stands under “Time limits” (--timeout).',
    spec: rfc(8628, '3.5'),
  });
}
