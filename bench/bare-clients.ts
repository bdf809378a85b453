import * as oauth from 'oauth4webapi';
import { Agent, request } from 'undici';
import type { TokenEndpoint } from './token-endpoints.ts';

/** Sends one client credentials request and reads the answer. */
export type Client = () => Promise<unknown>;

/** What is left when everything but the HTTP request is left out. */
export function bareUndici({ url, clientId, clientSecret, scope }: TokenEndpoint): { send: Client; close(): Promise<void> } {
  const dispatcher = new Agent();
  const headers = {
    authorization: `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64')}`,
    'content-type': 'application/x-www-form-urlencoded',
    accept: 'application/json',
  };
  const body = new URLSearchParams({ grant_type: 'client_credentials', scope }).toString();
  return {
    send: async () => {
      const response = await request(url, { method: 'POST', headers, body, dispatcher });
      return response.body.json();
    },
    close: () => dispatcher.close(),
  };
}

/** The library that makes our standard requests, used as its own examples do. */
export function oauth4webapiAlone({ url, clientId, clientSecret, scope }: TokenEndpoint): Client {
  const server: oauth.AuthorizationServer = { issuer: new URL(url).origin, token_endpoint: url };
  const client: oauth.Client = { client_id: clientId };
  return async () => {
    const response = await oauth.clientCredentialsGrantRequest(
      server,
      client,
      oauth.ClientSecretBasic(clientSecret),
      { scope },
      { [oauth.allowInsecureRequests]: true },
    );
    return oauth.processClientCredentialsResponse(server, client, response);
  };
}
