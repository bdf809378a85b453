import { type Command, InvalidArgumentError, Option } from 'commander';
import { addSigningKeyOptions } from './client-options.ts';
import { repeated } from './option-values.ts';
import { addSecretOptions } from './secret-options.ts';

/** Options of `grantbench token` for everything beyond the four classic grants, as commander hands them over. */
export interface ExtensionOptions {
  deviceAuthorizationEndpoint?: string;
  responseType?: string;
  subjectToken?: string;
  subjectTokenEnv?: string;
  subjectTokenFile?: string;
  subjectTokenType?: string;
  actorToken?: string;
  actorTokenEnv?: string;
  actorTokenFile?: string;
  actorTokenType?: string;
  requestedTokenType?: string;
  audience?: string[];
  resource?: string[];
  assertion?: string;
  assertionEnv?: string;
  assertionFile?: string;
  assertionClaims?: string;
  assertionLifetime?: number;
  loginHint?: string;
  bindingMessage?: string;
  cibaPing?: string;
  signingKey?: string;
  signingKeyPassphraseEnv?: string;
  signingKeyPassphraseFile?: string;
  signingAlg?: string;
  signingKid?: string;
  assertionAudience?: string;
  par?: boolean;
  jar?: boolean;
  jarEncrypted?: boolean;
  jarm?: boolean;
  dpop?: boolean;
  dpopKey?: string;
  authorizationDetails?: string;
  claims?: string;
  acrValues?: string;
  prompt?: string;
  maxAge?: number;
  uiLocales?: string;
  display?: string;
  idTokenHint?: string;
  decryptionKey?: string;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new InvalidArgumentError('Give a whole number of seconds.');
  return Number(text);
}

/** Short names of the token types of RFC 8693 §3, for those who do not want to write URNs. */
const tokenTypePrefix = 'urn:ietf:params:oauth:token-type:';
const tokenTypes = ['access_token', 'refresh_token', 'id_token', 'saml1', 'saml2', 'jwt'];

function tokenType(text: string): string {
  if (tokenTypes.includes(text)) return `${tokenTypePrefix}${text}`;
  if (URL.canParse(text)) return text;
  throw new InvalidArgumentError(`Give the URI of a token type, or one of ${tokenTypes.join(', ')}.`);
}

/** Adds them to a command. @param responseTypes allowed values of `--response-type` */
export function addExtensionOptions(command: Command, responseTypes: readonly string[]): Command {
  command
    .option('--device-authorization-endpoint <url>', 'device authorization endpoint, instead of the discovered one')
    .addOption(new Option('--response-type <type>', 'response type of the implicit and hybrid grants').choices(responseTypes));
  addSecretOptions(command, 'subject-token', 'token exchange: the token to trade');
  command.addOption(new Option('--subject-token-type <type>', 'its type (default: access_token)').argParser(tokenType));
  addSecretOptions(command, 'actor-token', 'token exchange: the token of who acts');
  addSecretOptions(command, 'assertion', 'assertion of the JWT or SAML 2.0 bearer grant')
    .addOption(new Option('--actor-token-type <type>', 'its type (default: access_token)').argParser(tokenType))
    .addOption(new Option('--requested-token-type <type>', 'type of the token wanted').argParser(tokenType))
    .option('--audience <name>', 'where the token is to be used, by name (repeatable)', repeated)
    .option('--resource <uri>', 'where the token is to be used, by URI (repeatable)', repeated)
    .option('--assertion-claims <json|@file>', 'claims of a built JWT bearer assertion; signed with --signing-key')
    .option('--assertion-lifetime <seconds>', 'how long a built assertion is good', wholeNumber)
    .option('--login-hint <hint>', 'which user is meant')
    .option('--binding-message <text>', 'CIBA: what the user sees on both devices')
    .option('--ciba-ping <url>', 'CIBA: be told at this loopback address that the user has answered, beside polling');
  return addSigningKeyOptions(command, ': signs client assertions, request objects, built assertions')
    .option('--par', 'push the authorization request (RFC 9126)')
    .option('--jar', 'send it as a signed request object (RFC 9101)')
    .option('--jar-encrypted', 'and encrypt that for the server')
    .option('--jarm', 'ask for the response as a JWT')
    .option('--dpop', 'prove possession of a key (RFC 9449); a fresh one where no profile has one')
    .option('--dpop-key <file>', 'private JWK to prove possession of, instead; a token stays bound to it')
    .option('--authorization-details <json|@file>', 'rich authorization request (RFC 9396)')
    .option('--claims <json|@file>', 'claims parameter of OpenID Connect')
    .option('--acr-values <values>', 'authentication classes asked for')
    .option('--prompt <prompt>', 'what the server shall ask the user')
    .option('--max-age <seconds>', 'how long ago the user may have signed in', wholeNumber)
    .option('--ui-locales <locales>', 'languages of the pages')
    .addOption(new Option('--display <display>', 'how the pages are to be shown').choices(['page', 'popup', 'touch', 'wap']))
    .option('--id-token-hint <token>', 'ID token of the user who is meant')
    .option('--decryption-key <file>', 'private key as PEM or JWK that decrypts what the server encrypts');
}
