import { AppError } from '../../errors.ts';
import type { OAuthErrorFields } from '../../model/app-error.ts';
import type { SpecLink } from '../../model/spec-link.ts';
import { refusal } from '../../protocol/refusal.ts';

/**
 * Why an endpoint did not do what it was asked for: the server's own error, or what it answered instead.
 *
 * @param problem what is wrong with the answer, one sentence
 */
export function endpointError(status: number, error: OAuthErrorFields | null, problem: string, spec: SpecLink): AppError {
  if (error !== null) return refusal(error, spec);
  return new AppError('OAUTH_INVALID_RESPONSE', { message: `${problem} Its status is ${status}.`, spec });
}
