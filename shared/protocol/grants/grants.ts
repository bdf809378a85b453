import type { GrantType } from '../../model/profile.ts';
import { authorizationCode } from './authorization-code.ts';
import { clientCredentials } from './client-credentials.ts';
import type { Grant } from './grant.ts';
import { password } from './password.ts';
import { refreshToken } from './refresh-token.ts';

/** Every grant by its `grant_type`. */
export const grants: Record<GrantType, Grant> = {
  client_credentials: clientCredentials,
  password,
  authorization_code: authorizationCode,
  refresh_token: refreshToken,
};
