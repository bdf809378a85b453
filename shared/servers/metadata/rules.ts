/** The table of all rules over server metadata. A new one is a new rule and a new row; they are told in this order. */
import type { MetadataRule } from './rule.ts';
import { idTokenRs256, noneAlgorithm, rsa15, strongAlgorithms } from './rules/algorithms.ts';
import { assertionAlgorithms, asymmetricAuthentication, onlyAsymmetric } from './rules/client-authentication.ts';
import { issParameter, pkcePlain, pkceS256 } from './rules/code-protection.ts';
import { issuerForm, memberTypes, requiredMembers, requiredOpenIdMembers } from './rules/document.ts';
import { endpointHosts, endpointsProtected } from './rules/endpoints.ts';
import { codeOnly, grantEndpoints, implicitGrant, passwordGrant } from './rules/grants.ts';
import { published } from './rules/published.ts';
import { pushedRequests, pushedRequestsRequired } from './rules/pushed-requests.ts';
import { openRegistration } from './rules/registration.ts';
import { requestUriRegistration } from './rules/request-uri.ts';
import { dpopAlgorithms, senderConstrained } from './rules/token-binding.ts';

export const metadataRules: readonly MetadataRule[] = [
  published,
  issuerForm,
  requiredMembers,
  requiredOpenIdMembers,
  memberTypes,
  grantEndpoints,
  endpointsProtected,
  endpointHosts,
  pkceS256,
  pkcePlain,
  implicitGrant,
  codeOnly,
  passwordGrant,
  issParameter,
  pushedRequests,
  pushedRequestsRequired,
  requestUriRegistration,
  senderConstrained,
  dpopAlgorithms,
  asymmetricAuthentication,
  onlyAsymmetric,
  assertionAlgorithms,
  idTokenRs256,
  noneAlgorithm,
  strongAlgorithms,
  rsa15,
  openRegistration,
];
