/** The table of all causes. A new one is a new rule and a new row; among equal weights the earlier is told first. */
import {
  errorWithStatus200,
  htmlPage,
  methodNotAllowed,
  originRefused,
  rateLimited,
  redirectedAway,
  serverFailed,
  unreadableAnswer,
  wrongPath,
} from './answers.ts';
import { clientAuthMethod } from './auth-method.ts';
import { basicEncoding } from './basic-encoding.ts';
import { basicFirstColon } from './basic-first-colon.ts';
import type { CauseRule } from './cause.ts';
import { clientIdMissing } from './client-id-missing.ts';
import { clockSkew } from './clock-skew.ts';
import { codeExpired, codeUsedTwice, redirectUriDiffers, refreshTokenRotated, userRefused, verifierWrong } from './invalid-grant.ts';
import { invalidScope } from './invalid-scope.ts';
import { issuerSlash } from './issuer-slash.ts';
import { openidMissing, refreshTokenMissing } from './missing-scopes.ts';
import {
  connectionBroke,
  connectionRefused,
  hostUnknown,
  proxyBetween,
  tlsClientCertificate,
  tlsExpired,
  tlsNameMismatch,
  tlsProtocol,
  tlsUnknownAuthority,
  tooSlow,
  wrongScheme,
} from './network.ts';
import { slowedForEver } from './never-done.ts';
import { pastedWhiteSpace } from './pasted-white-space.ts';
import { pkceWanted } from './pkce-wanted.ts';
import { redirectUriMismatch } from './redirect-uri-mismatch.ts';
import { secretTwice } from './secret-twice.ts';
import { unauthorizedClient } from './unauthorized-client.ts';

export const causes: readonly CauseRule[] = [
  pastedWhiteSpace,
  basicFirstColon,
  basicEncoding,
  secretTwice,
  clientIdMissing,
  clientAuthMethod,
  redirectUriMismatch,
  codeUsedTwice,
  codeExpired,
  verifierWrong,
  redirectUriDiffers,
  refreshTokenRotated,
  userRefused,
  pkceWanted,
  invalidScope,
  unauthorizedClient,
  openidMissing,
  refreshTokenMissing,
  methodNotAllowed,
  wrongPath,
  htmlPage,
  redirectedAway,
  rateLimited,
  originRefused,
  errorWithStatus200,
  serverFailed,
  unreadableAnswer,
  wrongScheme,
  tlsUnknownAuthority,
  tlsNameMismatch,
  tlsExpired,
  tlsClientCertificate,
  tlsProtocol,
  hostUnknown,
  connectionRefused,
  tooSlow,
  proxyBetween,
  connectionBroke,
  clockSkew,
  issuerSlash,
  slowedForEver,
];
