import { authorizationCode } from './authorization-code.ts';
import { ciba } from './ciba.ts';
import { clientCredentials } from './client-credentials.ts';
import { deviceCode } from './device-code.ts';
import { extension } from './extension.ts';
import type { Grant, TokenGrant } from './grant.ts';
import { jwtBearer } from './jwt-bearer.ts';
import { password } from './password.ts';
import { refreshToken } from './refresh-token.ts';
import { saml2Bearer } from './saml2-bearer.ts';
import { tokenExchange } from './token-exchange.ts';

/** Every grant that asks the token endpoint, by its short name. */
export const grants: Record<TokenGrant, Grant> = {
  client_credentials: clientCredentials,
  password,
  authorization_code: authorizationCode,
  refresh_token: refreshToken,
  device_code: deviceCode,
  token_exchange: tokenExchange,
  jwt_bearer: jwtBearer,
  saml2_bearer: saml2Bearer,
  ciba,
  /** The front channel brings a part of the tokens; the code is redeemed like any other. */
  hybrid: authorizationCode,
  extension,
};
