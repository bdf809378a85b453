import { AppError } from '../errors.ts';
import { rfc } from '../model/spec-link.ts';
import { refusal } from './refusal.ts';
import type { TokenAnswer } from './token-answer.ts';

/**
 * Why an answer brought no token: the server's own error, or that it cannot be read.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5.2
 */
export function tokenError({ error, problem, status }: TokenAnswer): AppError {
  if (error !== null) {
    return refusal(error, rfc(6749, '5.2'));
  }
  return new AppError('OAUTH_INVALID_RESPONSE', {
    message: `${problem ?? 'The answer has neither tokens nor an error.'} Its status is ${status}.`,
    spec: rfc(6749, '5.1'),
  });
}
