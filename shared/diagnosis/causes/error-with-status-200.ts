import { type CauseRule, strength } from '../cause.ts';
import { quoted } from '../readings.ts';

/** An error with the status of a success, as GitHub answers. */
export const errorWithStatus200: CauseRule = {
  id: 'error_with_status_200',
  title: 'An error with status 200',
  find(facts) {
    const oauth = facts.error?.oauth;
    if (oauth?.status !== 200) return null;
    const meanings: Readonly<Record<string, string>> = {
      bad_verification_code: 'the code is wrong, used or expired',
      incorrect_client_credentials: 'client id or secret is wrong',
      redirect_uri_mismatch: 'the redirect URI is not the registered one',
      unverified_user_email: 'the user has no verified primary e-mail address',
    };
    const meaning = meanings[oauth.error];
    return {
      weight: strength.strong - 5,
      message: `The server says ${oauth.error} with status 200, as GitHub does${meaning === undefined ? '' : `: ${meaning}`}.`,
      evidence: `Status 200, error ${oauth.error}.${quoted(facts)}`,
      fix:
        meaning === undefined
          ? 'Read the error in the body; clients that look only at the status take it for a success.'
          : 'Correct what the error names, then run again.',
    };
  },
};
