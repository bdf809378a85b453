import { specLink } from './spec-link.ts';
import { z } from './zod.ts';

/**
 * Every way something can go wrong, by name. Scripts match on these: a code is never renamed.
 * Messages and hints stand beside them in `shared/errors.ts`.
 */
export const errorCode = z.enum([
  'INPUT_INVALID',
  'INPUT_TOO_LARGE',
  'INPUT_URL',
  'INPUT_INSECURE_URL',
  'INPUT_VARIABLE',
  'INPUT_MISSING_SECRET',
  'INPUT_KEY',
  'INPUT_PASSPHRASE',
  'INPUT_CERTIFICATE',
  'INPUT_PROXY',
  'OAUTH_RESPONSE',
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_INVALID_METADATA',
  'OAUTH_STATE_MISMATCH',
  'OAUTH_ISSUER_MISMATCH',
  'TOKEN_INVALID',
  'TOKEN_NOT_A_TOKEN',
  'TOKEN_MALFORMED',
  'NET_DNS',
  'NET_REFUSED',
  'NET_TIMEOUT',
  'NET_TLS',
  'NET_PROXY',
  'NET_TOO_LARGE',
  'NET_BROKEN',
  'REDIRECT_PORT_IN_USE',
  'REDIRECT_NOT_LOOPBACK',
  'REDIRECT_TIMEOUT',
  'REDIRECT_CANCELLED',
  'KEYCHAIN_UNAVAILABLE',
  'KEYCHAIN_LOCKED',
  'KEYCHAIN_DENIED',
  'STORE_DAMAGED',
  'STORE_TOO_NEW',
  'STORE_BUSY',
  'STORE_NOT_FOUND',
  'STORE_FAILED',
  'CONTRACT_UNKNOWN_METHOD',
  'CONTRACT_INVALID_INPUT',
  'CONTRACT_INVALID_OUTPUT',
  'CONTRACT_FORBIDDEN',
  'CONTRACT_DISCONNECTED',
  'PLAYGROUND_FAILED',
  'BROWSER_FAILED',
  'UNSUPPORTED',
  'CANCELLED',
  'INTERNAL',
]);
export type ErrorCode = z.infer<typeof errorCode>;

/** What the authorization server said, verbatim (RFC 6749 §4.1.2.1 and §5.2). */
export const oauthErrorFields = z.strictObject({
  error: z.string(),
  error_description: z.string().optional(),
  error_uri: z.string().optional(),
  /** HTTP status the error arrived with; absent for an error in a redirect. */
  status: z.number().int().optional(),
});
export type OAuthErrorFields = z.infer<typeof oauthErrorFields>;

/** An error as data: what crosses the contract, reaches the screen and the command line. */
export const appErrorData = z.strictObject({
  code: errorCode,
  /** What happened, one sentence. */
  message: z.string(),
  /** What to try next, one sentence. */
  hint: z.string(),
  /** Of a secret of the profile that has no value: which, as the message names it (`client secret`). */
  missing: z.string().optional(),
  spec: specLink.optional(),
  oauth: oauthErrorFields.optional(),
});
export type AppErrorData = z.infer<typeof appErrorData>;
