import { errorWords } from '../shared/errors.ts';
import type { AppErrorData, ErrorCode } from '../shared/model/app-error.ts';

/** What to try at a terminal, where the standing words name what only the screen has. */
const instead: Partial<Record<ErrorCode, string>> = {
  INPUT_INVALID: 'Correct it and try again; --help says what each option takes.',
  INPUT_VARIABLE:
    'Add it, or choose an environment that has it, in the workbench (grantbench serve, under Environments); or give the value itself as an option.',
  INPUT_MISSING_SECRET: 'Give it as an option (--help names them), or enter it in the workbench (grantbench serve).',
  OAUTH_INVALID_RESPONSE: 'Look at the raw answer: --json has every exchange.',
  OAUTH_INVALID_METADATA: 'Check the issuer, or give the endpoints as options.',
  PLAYGROUND_FAILED: 'Try again, or at another port; the message says why it did not start.',
  STORE_NOT_FOUND: 'It may have been deleted in the workbench meanwhile.',
};

const withoutKeychain = 'Without a keychain, give secrets as options (--client-secret-env …), and leave --save out.';

/** What to try besides, whatever else is said. */
const besides: Partial<Record<ErrorCode, string>> = {
  INPUT_PASSPHRASE: 'Options for it end in -passphrase-env and -passphrase-file.',
  KEYCHAIN_UNAVAILABLE: withoutKeychain,
  KEYCHAIN_LOCKED: withoutKeychain,
  KEYCHAIN_DENIED: withoutKeychain,
};

/** With which option a secret is given that has no value, by what it is called. */
const givenWith: ReadonlyMap<string, string> = new Map([
  ['client secret', '--client-secret-env or --client-secret-file'],
  ['signing key', '--signing-key'],
  ['passphrase of the signing key', '--signing-key-passphrase-env or --signing-key-passphrase-file'],
  ['decryption key', '--decryption-key'],
  ['password', '--password-env or --password-file'],
  ['refresh token', '--refresh-token-env or --refresh-token-file'],
  ['subject token', '--subject-token-env or --subject-token-file'],
  ['actor token', '--actor-token-env or --actor-token-file'],
  ['assertion', '--assertion-env or --assertion-file'],
  ['DPoP key', '--dpop-key'],
  ['ID token hint', '--id-token-hint'],
  ['key of the client certificate', '--tls-key'],
  ['PKCS#12 file', '--tls-pfx'],
  ['passphrase of the client certificate', '--tls-passphrase-env or --tls-passphrase-file'],
  ['password of the proxy', '--proxy'],
  ['token verification key', '--token-key-env or --token-key-file'],
]);

/** The error with a hint for whoever has no screen: there is no form here, no marked field, and no button. */
export function onTerminal(error: AppErrorData): AppErrorData {
  const isStanding = error.hint === errorWords[error.code].hint;
  const option = givenWith.get(error.missing ?? '');
  const standing = option === undefined ? (instead[error.code] ?? error.hint) : `Give it with ${option}.`;
  const hint = isStanding ? standing : error.hint;
  const more = besides[error.code];
  return { ...error, hint: more === undefined ? hint : `${hint} ${more}` };
}
