/**
 * The table of all rules, in the order in which they are judged and shown. A new rule is a new file
 * and a new row.
 */
import { accessToken } from './access-token.ts';
import { jwtAssertion, samlAssertionSent } from './assertion.ts';
import { authorizationDetails } from './authorization-details.ts';
import { authorizationHeaders } from './authorization-headers.ts';
import { bodyWhole } from './body-whole.ts';
import { cacheControl } from './cache-control.ts';
import { certificateBinding } from './certificate-binding.ts';
import { dpopBinding } from './dpop-binding.ts';
import { expiresIn } from './expires-in.ts';
import { idTokenAcr } from './id-token-acr.ts';
import { idTokenAtHash } from './id-token-at-hash.ts';
import { idTokenAud } from './id-token-aud.ts';
import { idTokenAuthTime } from './id-token-auth-time.ts';
import { idTokenAzp } from './id-token-azp.ts';
import { idTokenCHash } from './id-token-c-hash.ts';
import { idTokenDecryption } from './id-token-decryption.ts';
import { idTokenExp } from './id-token-exp.ts';
import { idTokenFormat } from './id-token-format.ts';
import { idTokenIat } from './id-token-iat.ts';
import { idTokenIss } from './id-token-iss.ts';
import { idTokenNbf } from './id-token-nbf.ts';
import { idTokenPresent } from './id-token-present.ts';
import { idTokenSHash } from './id-token-s-hash.ts';
import { idTokenSub } from './id-token-sub.ts';
import { idTokensAgree } from './id-tokens-agree.ts';
import { introspectionRules } from './introspection.ts';
import { introspectionClaimRules } from './introspection-claims.ts';
import { introspectionJwtRules } from './introspection-jwt.ts';
import { issuerResponse } from './issuer-response.ts';
import { jarmRules } from './jarm.ts';
import { logoutRequestRules, logoutReturnRules } from './logout.ts';
import { metadataEndpoints } from './metadata-endpoints.ts';
import { metadataFormat } from './metadata-format.ts';
import { metadataIssuer } from './metadata-issuer.ts';
import { nonceReturned } from './nonce.ts';
import { backchannelRules, deviceAuthorizationRules, pushedRequestRules } from './opening-answer.ts';
import { pingArrived } from './ping.ts';
import { pkceUsed } from './pkce.ts';
import { redirectScheme } from './redirect-scheme.ts';
import { redirectUri } from './redirect-uri.ts';
import { redirectUriFragment } from './redirect-uri-fragment.ts';
import { refreshRotation } from './refresh-rotation.ts';
import { refreshToken } from './refresh-token.ts';
import { registeredClientRules, registrationRules } from './registration.ts';
import { resourceRules } from './resource.ts';
import { resourceIndicator } from './resource-indicator.ts';
import { resourceMetadataRules } from './resource-metadata.ts';
import { responseModeUsed } from './response-mode.ts';
import { revocationRules } from './revocation.ts';
import { scopeGranted } from './scope.ts';
import { securityParameters } from './security-parameters.ts';
import { stateReturned } from './state.ts';
import { strictReading } from './strict-reading.ts';
import { tlsUsed } from './tls.ts';
import { tokenContentType } from './token-content-type.ts';
import { accessTokenSignature, idTokenSignature, introspectionSignature, userinfoSignature } from './token-signature.ts';
import { tokenStatus } from './token-status.ts';
import { tokenType } from './token-type.ts';
import { userinfoRules } from './userinfo.ts';
import { userinfoSubject } from './userinfo-subject.ts';

/** Each list is judged over one set of facts. */
export const rules = {
  metadata: [metadataIssuer, metadataEndpoints, metadataFormat],
  resourceMetadata: resourceMetadataRules,
  edits: [securityParameters],
  authorizationHeaders: [authorizationHeaders],
  redirectUriSent: [redirectUriFragment],
  redirectScheme: [redirectScheme],
  /** Of every request that names resources. */
  resourcesSent: [resourceIndicator],
  jwtAssertion: [jwtAssertion],
  samlAssertion: [samlAssertionSent],
  callback: [stateReturned, issuerResponse],
  connection: [tlsUsed],
  /** Of an authorization response that came as a JWT. */
  jarm: jarmRules,
  deviceAuthorization: deviceAuthorizationRules,
  backchannel: backchannelRules,
  ping: [pingArrived],
  pushedRequest: pushedRequestRules,
  /** Of every answer of the token endpoint. */
  answer: [tokenStatus, tokenContentType, cacheControl, strictReading],
  /** Of an answer of which only the beginning arrived. */
  cutAnswer: [bodyWhole],
  /** Of an answer that brought a token. */
  tokens: [accessToken, tokenType, dpopBinding, expiresIn, scopeGranted, authorizationDetails, refreshToken, idTokenPresent],
  /** Of tokens that came in the redirect itself. */
  frontChannelTokens: [accessToken, tokenType, expiresIn, scopeGranted],
  /** Of how an authorization response came. */
  responseMode: [responseModeUsed],
  /** Of the ID tokens that a hybrid run brought on both ways. */
  twoIdTokens: [idTokensAgree],
  certificateBinding: [certificateBinding],
  code: [pkceUsed, redirectUri],
  refresh: [refreshRotation],
  /** Of an ID token that came encrypted. */
  idTokenDecryption: [idTokenDecryption],
  idTokenFormat: [idTokenFormat],
  /** Of an ID token whose claims can be read. */
  idToken: [
    idTokenIss,
    idTokenSub,
    idTokenAud,
    idTokenAzp,
    idTokenExp,
    idTokenIat,
    nonceReturned,
    idTokenAtHash,
    idTokenCHash,
    idTokenSHash,
    idTokenNbf,
    idTokenAuthTime,
    idTokenAcr,
  ],
  /** Of whom userinfo speaks, beside an ID token: also where it was not asked. */
  userinfoSubject: [userinfoSubject],
  idTokenSignature: [idTokenSignature],
  accessTokenSignature: [accessTokenSignature],
  introspection: introspectionRules,
  introspectionJwt: introspectionJwtRules,
  introspectionSignature: [introspectionSignature],
  /** Of a token that is active, and a JWT: whether it says the same as the server. */
  introspectionClaims: introspectionClaimRules,
  revocation: revocationRules,
  userinfo: userinfoRules,
  resource: resourceRules,
  userinfoSignature: [userinfoSignature],
  registration: registrationRules,
  /** Of an answer that describes a client. */
  registeredClient: registeredClientRules,
  logoutRequest: logoutRequestRules,
  logoutReturn: logoutReturnRules,
} as const;
