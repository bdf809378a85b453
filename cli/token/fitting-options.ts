import { AppError } from '../../shared/errors.ts';
import { usesRedirect } from '../../shared/model/grant-traits.ts';
import type { GrantType } from '../../shared/model/profile.ts';
import { responseTypesOf } from '../../shared/model/response-type.ts';
import type { ExtensionOptions } from './extension-options.ts';
import { optionName } from './secret-options.ts';

/** For which grants an option says something, and what these have in common. */
interface Fit {
  readonly fits: (grant: GrantType) => boolean;
  readonly words: string;
}

const browser: Fit = { fits: usesRedirect, words: 'grants that send the user to the authorization endpoint' };
const hints: Fit = { fits: (grant) => usesRedirect(grant) || grant === 'ciba', words: `${browser.words}, and ciba` };
const exchange: Fit = { fits: (grant) => grant === 'token_exchange', words: 'token_exchange' };
const assertion: Fit = { fits: (grant) => grant === 'jwt_bearer' || grant === 'saml2_bearer', words: 'jwt_bearer and saml2_bearer' };
const built: Fit = { fits: (grant) => grant === 'jwt_bearer', words: 'jwt_bearer' };
const ciba: Fit = { fits: (grant) => grant === 'ciba', words: 'ciba' };

const fitting: Partial<Record<keyof ExtensionOptions, Fit>> = {
  responseType: browser,
  par: browser,
  jar: browser,
  jarEncrypted: browser,
  jarm: browser,
  claims: browser,
  prompt: browser,
  maxAge: browser,
  uiLocales: browser,
  display: browser,
  acrValues: hints,
  loginHint: hints,
  idTokenHint: hints,
  subjectToken: exchange,
  subjectTokenEnv: exchange,
  subjectTokenFile: exchange,
  subjectTokenType: exchange,
  actorToken: exchange,
  actorTokenEnv: exchange,
  actorTokenFile: exchange,
  actorTokenType: exchange,
  requestedTokenType: exchange,
  assertion,
  assertionEnv: assertion,
  assertionFile: assertion,
  assertionClaims: built,
  assertionLifetime: built,
  bindingMessage: ciba,
  cibaPing: ciba,
};

/**
 * Refuses what the grant could only leave out: who asked for it would take it for sent.
 *
 * @throws AppError `INPUT_INVALID`
 */
export function requireFitting(grant: GrantType, options: ExtensionOptions): void {
  for (const [name, { fits, words }] of Object.entries(fitting)) {
    if (options[name as keyof ExtensionOptions] === undefined || fits(grant)) continue;
    throw new AppError('INPUT_INVALID', {
      message: `--${optionName(name)} is for ${words}, not for ${grant}.`,
      hint: 'Leave it out, or take another grant.',
    });
  }
  requireResponseType(grant, options.responseType);
  const built = options.assertionClaims ?? options.assertionLifetime;
  if (built !== undefined && (options.assertion ?? options.assertionEnv ?? options.assertionFile) !== undefined) {
    throw new AppError('INPUT_INVALID', {
      message: 'An assertion that is given is sent as it is: its claims and lifetime cannot be chosen.',
      hint: 'Give either --assertion, or --assertion-claims with --signing-key.',
    });
  }
}

function requireResponseType(grant: GrantType, responseType: string | undefined): void {
  if (responseType === undefined || !(grant === 'authorization_code' || grant === 'implicit' || grant === 'hybrid')) return;
  const own: readonly string[] = responseTypesOf[grant];
  if (own.includes(responseType)) return;
  const other = (['authorization_code', 'implicit', 'hybrid'] as const).find((one) =>
    responseTypesOf[one].some((type) => type === responseType),
  );
  throw new AppError('INPUT_INVALID', {
    message: `The response type “${responseType}” is none of ${grant}: ${own.join(', ')}.`,
    hint: other === undefined ? 'Take one of these.' : `It is one of --grant-type ${other}.`,
  });
}
