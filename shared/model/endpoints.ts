import { shortText } from './text-limits.ts';
import { z } from './zod.ts';

/** Endpoints entered by hand; an empty one is unknown. They win over discovered ones. */
export const endpoints = z.strictObject({
  authorizationEndpoint: shortText.default(''),
  tokenEndpoint: shortText.default(''),
  jwksUri: shortText.default(''),
  deviceAuthorizationEndpoint: shortText.default(''),
  backchannelAuthenticationEndpoint: shortText.default(''),
  pushedAuthorizationRequestEndpoint: shortText.default(''),
  introspectionEndpoint: shortText.default(''),
  revocationEndpoint: shortText.default(''),
  userinfoEndpoint: shortText.default(''),
  endSessionEndpoint: shortText.default(''),
  registrationEndpoint: shortText.default(''),
});
export type Endpoints = z.infer<typeof endpoints>;
