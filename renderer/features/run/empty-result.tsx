import type { GrantType } from '../../../shared/model/profile.ts';
import classes from './empty-result.module.css';
import type { PlannedRun } from './sequence-layout.ts';

const grantSentences: Record<GrantType, string> = {
  client_credentials: 'asks for an access token with the client’s own credentials',
  password: 'hands user name and password to the token endpoint',
  authorization_code: 'opens the server’s sign-in page in your browser, takes the redirect, checks it, and exchanges the code',
  refresh_token: 'trades the refresh token for fresh tokens',
  device_code: 'asks for a user code, shows it, and polls the token endpoint until the user has answered on another device',
  token_exchange: 'trades the subject token for another one',
  jwt_bearer: 'signs an assertion, or takes the given one, and trades it for an access token',
  saml2_bearer: 'trades the SAML assertion for an access token',
  ciba: 'asks the server to call up the user, and polls the token endpoint until they have answered',
  implicit: 'opens the server’s sign-in page in your browser and takes the tokens out of the redirect',
  hybrid: 'opens the server’s sign-in page in your browser, takes code and tokens out of the redirect, and exchanges the code',
  extension: 'sends the grant type and your parameters to the token endpoint',
};

/** Before the first run: what Run will do. */
export function EmptyResult({ plan }: { readonly plan: PlannedRun | null }) {
  if (plan === null) return <p className={classes.words}>Nothing to show.</p>;
  return (
    <div className={classes.empty}>
      <h3 className={classes.title}>Nothing has run yet</h3>
      <p className={classes.words}>
        Run {plan.discovers ? 'reads the server’s metadata, then ' : ''}
        {grantSentences[plan.grant]}. Every token is decoded, checked and explained here, and every byte that went over the wire is kept
        under Exchanges.
      </p>
    </div>
  );
}
