import type { Configuration } from 'oidc-provider';
import { claimsByScope, findAccount } from './accounts.ts';
import { type ApprovalDesk, backchannelFeature, pingOnLoopback } from './backchannel.ts';
import { clientMetadata, initialAccessToken } from './clients.ts';
import type { PlaygroundKeys } from './keys.ts';
import { createMemoryAdapter } from './memory-adapter.ts';
import { deviceDonePage, userCodeConfirmPage, userCodePage } from './pages/device-pages.ts';
import { errorPage, signedOutPage, signOutPage } from './pages/notice-pages.ts';
import { apiScopes, defaultResource, resourceServerInfo } from './resource-servers.ts';
import { actorClaim } from './token-exchange-grant.ts';

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/** Access tokens live so short that one can watch them expire. Seconds. */
const lifetimes = {
  AccessToken: 10 * MINUTE,
  AuthorizationCode: MINUTE,
  BackchannelAuthenticationRequest: 10 * MINUTE,
  DeviceCode: 10 * MINUTE,
  ClientCredentials: 10 * MINUTE,
  Grant: 14 * DAY,
  IdToken: 10 * MINUTE,
  Interaction: 60 * MINUTE,
  RefreshToken: 14 * DAY,
  Session: DAY,
};

/**
 * How the playground is set up. Every choice `oidc-provider` would otherwise make with a warning
 * on standard output is made here.
 */
export function providerConfiguration(keys: PlaygroundKeys, desk: ApprovalDesk): Configuration {
  return {
    adapter: createMemoryAdapter(),
    clients: clientMetadata(),
    jwks: keys.jwks,
    cookies: {
      keys: keys.cookieKeys,
      // Cookies of one loopback port reach every other: the names say whose they are.
      names: {
        session: 'grantbench_playground_session',
        interaction: 'grantbench_playground_interaction',
        resume: 'grantbench_playground_resume',
      },
    },
    findAccount,
    claims: claimsByScope,
    scopes: ['openid', 'offline_access', ...apiScopes],
    // The ID token shows the user's claims, instead of leaving them to the userinfo endpoint alone.
    conformIdTokenClaims: false,
    ttl: lifetimes,
    // Refresh tokens go to every client that may use them, whether or not it asked for offline_access.
    issueRefreshToken: (_context, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: () => false,
    rotateRefreshToken: () => true,
    clientBasedCORS: () => false,
    extraTokenClaims: (_context, token) => actorClaim(token),
    fetch: pingOnLoopback as NonNullable<Configuration['fetch']>,
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    renderError: (context, facts) => {
      context.type = 'html';
      context.body = errorPage({ ...facts });
    },
    features: {
      devInteractions: { enabled: false },
      ciba: backchannelFeature(desk),
      clientCredentials: { enabled: true },
      claimsParameter: { enabled: true },
      dPoP: { enabled: true },
      encryption: { enabled: true },
      jwtResponseModes: { enabled: true },
      pushedAuthorizationRequests: { enabled: true },
      requestObjects: { enabled: true },
      deviceFlow: {
        enabled: true,
        userCodeInputSource: (context, form, _out, error) => {
          context.type = 'html';
          context.body = userCodePage(form, error !== undefined);
        },
        userCodeConfirmSource: (context, form, client, _device, userCode) => {
          context.type = 'html';
          context.body = userCodeConfirmPage(form, client.clientName ?? client.clientId, userCode);
        },
        successSource: (context) => {
          context.type = 'html';
          context.body = deviceDonePage(context.oidc.client?.clientName ?? 'The device');
        },
      },
      introspection: {
        enabled: true,
        allowedPolicy: (_context, client, token) => client.clientAuthMethod !== 'none' || token.clientId === client.clientId,
      },
      revocation: { enabled: true, allowedPolicy: (_context, client, token) => token.clientId === client.clientId },
      // No page in a browser can send either: the requests carry a token and JSON, and nothing here allows them to (CORS).
      registration: { enabled: true, initialAccessToken },
      registrationManagement: { enabled: true, rotateRegistrationAccessToken: true },
      resourceIndicators: {
        enabled: true,
        defaultResource,
        getResourceServerInfo: resourceServerInfo,
        useGrantedResource: () => true,
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => {
          context.type = 'html';
          context.body = signOutPage(form);
        },
        postLogoutSuccessSource: (context) => {
          context.type = 'html';
          context.body = signedOutPage();
        },
      },
    },
  };
}
