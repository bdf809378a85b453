import { AppError } from '../errors.ts';
import { rfc } from '../model/spec-link.ts';
import { oauthErrorWords } from './oauth-error-words.ts';
import type { TokenAnswer } from './token-answer.ts';

/**
 * Why an answer brought no token: the server's own error, or that it cannot be read.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5.2
 */
export function tokenError({ error, problem, status }: TokenAnswer): AppError {
  if (error !== null) {
    const { meaning, hint } = oauthErrorWords(error.error);
    const said = error.error_description === undefined ? '' : ` It says: ${error.error_description}`;
    return new AppError('OAUTH_RESPONSE', {
      message: `The server refused with ${error.error} (status ${status}): ${meaning}${said}`,
      hint,
      spec: rfc(6749, '5.2'),
      oauth: error,
    });
  }
  return new AppError('OAUTH_INVALID_RESPONSE', {
    message: `${problem ?? 'The answer has neither tokens nor an error.'} Its status is ${status}.`,
    spec: rfc(6749, '5.1'),
  });
}
