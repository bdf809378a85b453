import type { AppErrorData, ErrorCode, OAuthErrorFields } from './model/app-error.ts';
import type { SpecLink } from './model/spec-link.ts';

/** The standing words for every code: what happened, and what to try. */
export const errorWords: Record<ErrorCode, { message: string; hint: string }> = {
  INPUT_INVALID: { message: 'A value is missing or not of the expected form.', hint: 'Correct the marked field and try again.' },
  INPUT_TOO_LARGE: { message: 'The input is larger than Grantbench accepts.', hint: 'Shorten it, or split it into parts.' },
  INPUT_URL: { message: 'This is not an absolute http or https URL.', hint: 'Enter the whole URL, with https:// in front.' },
  INPUT_INSECURE_URL: {
    message: 'Plain http:// sends secrets readable over the network.',
    hint: 'Use https://, or allow insecure HTTP for this profile (--insecure-http).',
  },
  INPUT_VARIABLE: {
    message: 'A {{variable}} has no value in the chosen environment.',
    hint: 'Add it under Environments, or choose an environment that has it.',
  },
  INPUT_MISSING_SECRET: { message: 'A secret this request needs has no value.', hint: 'Enter it in the form; it is kept in the keychain.' },
  INPUT_CERTIFICATE: {
    message: 'The client certificate of this profile cannot be used.',
    hint: 'Give a certificate that is valid now, with the private key that belongs to it.',
  },
  INPUT_PROXY: {
    message: 'The proxy of this profile cannot be used.',
    hint: 'Write it as http://host:port, https://host:port, socks5://host:port or socks5h://host:port.',
  },
  INPUT_KEY: { message: 'There is no key here that can be read.', hint: 'Give a key in PEM, a JWK, a JWK Set, or a PKCS #12 file.' },
  INPUT_PASSPHRASE: { message: 'A passphrase is missing or wrong.', hint: 'Enter the passphrase the key was locked with.' },
  OAUTH_RESPONSE: { message: 'The server refused the request.', hint: 'Read the error the server sent; its meaning stands beside it.' },
  OAUTH_INVALID_RESPONSE: { message: 'The answer is not one OAuth 2.0 allows.', hint: 'Open the exchange and look at the raw answer.' },
  OAUTH_INVALID_METADATA: { message: 'The server metadata cannot be used.', hint: 'Check the issuer, or enter the endpoints by hand.' },
  OAUTH_STATE_MISMATCH: {
    message: 'The redirect carries another state than the one we sent.',
    hint: 'Start the run again; if it repeats, something rewrites or replays the redirect.',
  },
  OAUTH_ISSUER_MISMATCH: {
    message: 'The answer comes from another issuer than the one asked.',
    hint: 'Compare the issuer of the profile with the one the server names, character by character.',
  },
  TOKEN_INVALID: { message: 'A token does not hold.', hint: 'See the verdicts for the rule it breaks.' },
  TOKEN_NOT_A_TOKEN: { message: 'The input is not a token.', hint: 'Paste the whole token, without line breaks or quotes.' },
  TOKEN_MALFORMED: {
    message: 'The token is broken.',
    hint: 'Copy it again, whole and unchanged; the place where reading stopped is named.',
  },
  NET_DNS: {
    message: 'The host name cannot be resolved.',
    hint: 'Check the spelling of the host, and that you are on the right network or VPN.',
  },
  NET_REFUSED: { message: 'Nothing accepts connections at that address.', hint: 'Check host and port, and that the server runs.' },
  NET_TIMEOUT: { message: 'The server did not answer in time.', hint: 'Try again, or raise the time limit (--timeout).' },
  NET_TLS: {
    message: 'The TLS connection failed.',
    hint: 'Add the certificate authority that signed the server (--ca-file), or check the host name.',
  },
  NET_PROXY: { message: 'The proxy refused or failed.', hint: 'Check the proxy settings (--proxy).' },
  NET_TOO_LARGE: { message: 'The answer is larger than the limit.', hint: 'Check that the URL is the endpoint you mean.' },
  NET_BROKEN: {
    message: 'The connection broke before the answer was complete.',
    hint: 'Try again; if it repeats, look at the server or a proxy in between.',
  },
  REDIRECT_PORT_IN_USE: {
    message: 'The redirect port is taken by another program.',
    hint: 'Stop that program, or use port 0 for a free one.',
  },
  REDIRECT_NOT_LOOPBACK: {
    message: 'Grantbench can listen only on a loopback redirect URI.',
    hint: 'Use http://127.0.0.1:0/callback, or paste the redirected URL by hand.',
  },
  REDIRECT_TIMEOUT: { message: 'No redirect arrived in time.', hint: 'Finish signing in sooner, or paste the redirected URL by hand.' },
  REDIRECT_CANCELLED: { message: 'Waiting for the redirect was cancelled.', hint: 'Run again when you are ready to sign in.' },
  KEYCHAIN_UNAVAILABLE: {
    message: 'The system keychain cannot be reached.',
    hint: 'Install or start it (on Linux: libsecret-1-0 and gnome-keyring), then try again.',
  },
  KEYCHAIN_LOCKED: { message: 'The system keychain is locked.', hint: 'Unlock it, then try again.' },
  KEYCHAIN_DENIED: { message: 'The system keychain denied access.', hint: 'Allow Grantbench in the system dialog, then try again.' },
  STORE_DAMAGED: { message: 'A stored file is damaged.', hint: 'The damaged file was kept aside; Grantbench goes on with a fresh one.' },
  STORE_TOO_NEW: { message: 'The stored data was written by a newer Grantbench.', hint: 'Update Grantbench; the data was left untouched.' },
  STORE_BUSY: { message: 'Another Grantbench holds the store.', hint: 'Try again in a moment.' },
  STORE_NOT_FOUND: { message: 'There is no such item.', hint: 'It may have been deleted in another window; refresh the list.' },
  STORE_FAILED: { message: 'The store could not be read or written.', hint: 'Check free space and permissions of the data folder.' },
  CONTRACT_UNKNOWN_METHOD: {
    message: 'The workbench knows no such method.',
    hint: 'Screen and host may be of different versions; reload.',
  },
  CONTRACT_INVALID_INPUT: { message: 'The workbench got input of the wrong form.', hint: 'Reload; if it repeats, report it.' },
  CONTRACT_INVALID_OUTPUT: { message: 'The workbench made an answer of the wrong form.', hint: 'Report it with the steps that led here.' },
  CONTRACT_FORBIDDEN: {
    message: 'The request did not come from the workbench itself.',
    hint: 'Open Grantbench from the address it printed when it started.',
  },
  CONTRACT_DISCONNECTED: {
    message: 'The connection to the workbench host is gone.',
    hint: 'Check that grantbench serve still runs, then reload.',
  },
  PLAYGROUND_FAILED: { message: 'The playground server did not start.', hint: 'Try again; the reason stands in the log.' },
  BROWSER_FAILED: { message: 'The browser could not be opened.', hint: 'Open the authorization URL by hand.' },
  UNSUPPORTED: { message: 'Grantbench does not support this.', hint: 'See the user guide for what it supports.' },
  CANCELLED: { message: 'The run was cancelled.', hint: 'Run again when you are ready.' },
  INTERNAL: { message: 'Something went wrong inside Grantbench.', hint: 'Report it with the steps that led here.' },
};

/** What a thrower may say beyond the standing words. */
export interface AppErrorDetails {
  message?: string;
  hint?: string;
  missing?: string | undefined;
  spec?: SpecLink;
  oauth?: OAuthErrorFields;
  cause?: unknown;
}

/** The only error Grantbench throws on purpose. Converted to data once, in `shared/contract/dispatch`. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly hint: string;
  readonly missing: string | undefined;
  readonly spec: SpecLink | undefined;
  readonly oauth: OAuthErrorFields | undefined;

  constructor(code: ErrorCode, details: AppErrorDetails = {}) {
    super(details.message ?? errorWords[code].message, { cause: details.cause });
    this.code = code;
    this.hint = details.hint ?? errorWords[code].hint;
    this.missing = details.missing;
    this.spec = details.spec;
    this.oauth = details.oauth;
  }

  /** The error as data, without cause and stack: those stay on this side of the boundary. */
  toData(): AppErrorData {
    return {
      code: this.code,
      message: this.message,
      hint: this.hint,
      ...(this.missing !== undefined && { missing: this.missing }),
      ...(this.spec && { spec: this.spec }),
      ...(this.oauth && { oauth: this.oauth }),
    };
  }
}

/** Turns anything thrown into an {@link AppError}; what is not ours becomes `INTERNAL` with the cause kept. */
export function asAppError(thrown: unknown): AppError {
  return thrown instanceof AppError ? thrown : new AppError('INTERNAL', { cause: thrown });
}

/** Rebuilds a throwable error from its data, after it crossed a boundary. */
export function fromErrorData(data: AppErrorData): AppError {
  return new AppError(data.code, data);
}
