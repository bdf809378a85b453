import { ResponseBodyError, WWWAuthenticateChallengeError } from 'oauth4webapi';
import type { Grant, StrictCall } from './grants/grant.ts';

/**
 * What a client that allows no deviation says to a copy of the answer: null where it takes it. A proper
 * error answer is also taken: it is what the document asks for. Never rejects.
 */
export async function strictRefusal(grant: Grant, call: StrictCall, response: Response): Promise<string | null> {
  try {
    await grant.readStrictly(call, response);
    return null;
  } catch (thrown) {
    if (thrown instanceof ResponseBodyError && (thrown.status === 400 || thrown.status === 401)) return null;
    if (thrown instanceof WWWAuthenticateChallengeError && thrown.status === 401) return null;
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}
