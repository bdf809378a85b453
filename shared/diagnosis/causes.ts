/** The table of all causes. A new one is a new rule and a new row; among equal weights the earlier is told first. */
import type { CauseRule } from './cause.ts';
import { audienceElsewhere } from './causes/audience-elsewhere.ts';
import { clientAuthMethod } from './causes/auth-method.ts';
import { basicEncoding } from './causes/basic-encoding.ts';
import { basicFirstColon } from './causes/basic-first-colon.ts';
import { clientIdMissing } from './causes/client-id-missing.ts';
import { clockSkew } from './causes/clock-skew.ts';
import { codeExpired } from './causes/code-expired.ts';
import { codeUsedTwice } from './causes/code-used-twice.ts';
import { connectionBroke } from './causes/connection-broke.ts';
import { connectionRefused } from './causes/connection-refused.ts';
import { errorWithStatus200 } from './causes/error-with-status-200.ts';
import { hostUnknown } from './causes/host-unknown.ts';
import { htmlPage } from './causes/html-page.ts';
import { invalidScope } from './causes/invalid-scope.ts';
import { issuerSlash } from './causes/issuer-slash.ts';
import { methodNotAllowed } from './causes/method-not-allowed.ts';
import { openidMissing } from './causes/openid-missing.ts';
import { originRefused } from './causes/origin-refused.ts';
import { pastedWhiteSpace } from './causes/pasted-white-space.ts';
import { pkceWanted } from './causes/pkce-wanted.ts';
import { proxyBetween } from './causes/proxy-between.ts';
import { rateLimited } from './causes/rate-limited.ts';
import { redirectUriDiffers } from './causes/redirect-uri-differs.ts';
import { redirectUriMismatch } from './causes/redirect-uri-mismatch.ts';
import { redirectedAway } from './causes/redirected-away.ts';
import { refreshTokenMissing } from './causes/refresh-token-missing.ts';
import { refreshTokenRotated } from './causes/refresh-token-rotated.ts';
import { registrationRefused } from './causes/registration-refused.ts';
import { scopeInsufficient } from './causes/scope-insufficient.ts';
import { secretTwice } from './causes/secret-twice.ts';
import { serverFailed } from './causes/server-failed.ts';
import { slowedForEver } from './causes/slowed-for-ever.ts';
import { stepUpWanted } from './causes/step-up-wanted.ts';
import { tlsClientCertificate } from './causes/tls-client-certificate.ts';
import { tlsExpired } from './causes/tls-expired.ts';
import { tlsNameMismatch } from './causes/tls-name-mismatch.ts';
import { tlsProtocol } from './causes/tls-protocol.ts';
import { tlsUnknownAuthority } from './causes/tls-unknown-authority.ts';
import { tooSlow } from './causes/too-slow.ts';
import { unauthorizedClient } from './causes/unauthorized-client.ts';
import { unreadableAnswer } from './causes/unreadable-answer.ts';
import { userRefused } from './causes/user-refused.ts';
import { verifierWrong } from './causes/verifier-wrong.ts';
import { wrongPath } from './causes/wrong-path.ts';
import { wrongScheme } from './causes/wrong-scheme.ts';

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
  registrationRefused,
  unauthorizedClient,
  stepUpWanted,
  scopeInsufficient,
  audienceElsewhere,
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
