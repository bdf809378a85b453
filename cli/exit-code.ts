import type { ErrorCode } from '../shared/model/app-error.ts';
import type { RunRecord } from '../shared/model/run.ts';

/**
 * How a command ends; scripts depend on it. 0 done, 1 the server refused or its answer was unusable,
 * 2 wrong usage or input, 3 network, TLS or timeout, 4 a check failed, 5 a local fault, 130 cancelled.
 */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 130;

const codes: Record<ErrorCode, ExitCode> = {
  INPUT_INVALID: 2,
  INPUT_TOO_LARGE: 2,
  INPUT_URL: 2,
  INPUT_INSECURE_URL: 2,
  INPUT_VARIABLE: 2,
  INPUT_MISSING_SECRET: 2,
  INPUT_KEY: 2,
  INPUT_PASSPHRASE: 2,
  INPUT_CERTIFICATE: 2,
  INPUT_PROXY: 2,
  OAUTH_RESPONSE: 1,
  OAUTH_INVALID_RESPONSE: 1,
  OAUTH_INVALID_METADATA: 1,
  OAUTH_STATE_MISMATCH: 4,
  OAUTH_ISSUER_MISMATCH: 4,
  TOKEN_INVALID: 4,
  TOKEN_NOT_A_TOKEN: 2,
  TOKEN_MALFORMED: 2,
  NET_DNS: 3,
  NET_REFUSED: 3,
  NET_TIMEOUT: 3,
  NET_TLS: 3,
  NET_PROXY: 3,
  NET_TOO_LARGE: 3,
  NET_BROKEN: 3,
  REDIRECT_PORT_IN_USE: 5,
  REDIRECT_NOT_LOOPBACK: 2,
  REDIRECT_TIMEOUT: 3,
  REDIRECT_CANCELLED: 130,
  KEYCHAIN_UNAVAILABLE: 5,
  KEYCHAIN_LOCKED: 5,
  KEYCHAIN_DENIED: 5,
  STORE_DAMAGED: 5,
  STORE_TOO_NEW: 5,
  STORE_BUSY: 5,
  STORE_NOT_FOUND: 2,
  STORE_FAILED: 5,
  CONTRACT_UNKNOWN_METHOD: 5,
  CONTRACT_INVALID_INPUT: 5,
  CONTRACT_INVALID_OUTPUT: 5,
  CONTRACT_FORBIDDEN: 5,
  CONTRACT_DISCONNECTED: 5,
  PLAYGROUND_FAILED: 5,
  BROWSER_FAILED: 5,
  UNSUPPORTED: 2,
  CANCELLED: 130,
  INTERNAL: 5,
};

/** The exit code of a command that ended in this error. */
export function exitCodeFor(code: ErrorCode): ExitCode {
  return codes[code];
}

/** How a command ends that ran something: 0 where all is well; 4 where a check failed; the code of the error otherwise. */
export function exitCodeOfRun({ view }: RunRecord): ExitCode {
  if (view.summary.outcome === 'cancelled') return 130;
  if (view.error !== null) return exitCodeFor(view.error.code);
  const failed = view.steps.some((step) => step.verdicts.some(({ status }) => status === 'fail'));
  return failed || view.summary.outcome === 'checks_failed' ? 4 : 0;
}
