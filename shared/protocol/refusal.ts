import { AppError } from '../errors.ts';
import type { OAuthErrorFields } from '../model/app-error.ts';
import { oauthErrorMeaning } from '../model/oauth-error-meaning.ts';
import type { SpecLink } from '../model/spec-link.ts';

const unregistered = {
  meaning: 'An error no specification defines.',
  hint: 'Look the error up in the documentation of the server.',
};

/** What the server refused with, explained: the same words for an error in a redirect and in an answer. */
export function refusal(oauth: OAuthErrorFields, spec: SpecLink): AppError {
  const { meaning, hint } = oauthErrorMeaning(oauth.error, oauth.status === undefined) ?? unregistered;
  const status = oauth.status === undefined ? '' : ` (status ${oauth.status})`;
  const said = oauth.error_description === undefined ? '' : ` It says: ${oauth.error_description}`;
  return new AppError('OAUTH_RESPONSE', {
    message: `The server refused with ${oauth.error}${status}: ${meaning}${said}`,
    hint,
    spec,
    oauth,
  });
}
