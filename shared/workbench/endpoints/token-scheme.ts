import type { RunParties } from '../run-parties.ts';
import type { TokenInHand } from './endpoint.ts';

/**
 * Whether a token goes under the DPoP scheme: as its type says, and where nobody knows its type, as the profile does.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9449#section-7.1
 */
export function usesDpop({ type }: TokenInHand, { dpop }: Pick<RunParties, 'dpop'>): boolean {
  return type === null ? dpop !== null : type.toLowerCase() === 'dpop';
}
