import { openId } from '../../../model/spec-link.ts';
import { type MetadataRule, should } from '../rule.ts';

/**
 * Who may register clients is the server's choice; that anyone may is worth knowing.
 *
 * @see https://openid.net/specs/openid-connect-registration-1_0.html#Security
 */
export const openRegistration: MetadataRule = {
  id: 'registration_endpoint',
  title: 'client registration',
  requiredBy: [should('baseline', openId('registration', '9', 'Security'))],
  look: ({ text }) =>
    text('registration_endpoint') === null
      ? { state: 'open', message: 'Clients are registered some other way.' }
      : {
          state: 'open',
          message: 'Clients register themselves here. The metadata does not say whether an initial access token is needed.',
        },
};
