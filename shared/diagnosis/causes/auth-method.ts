import type { AuthMethod } from '../../model/profile.ts';
import { type CauseRule, strength } from '../cause.ts';
import { publishedList, quoted, refusedClient, refusedWith } from '../readings.ts';

const withSecret: readonly AuthMethod[] = ['client_secret_basic', 'client_secret_post', 'client_secret_jwt'];

/**
 * A client authentication the server does not take, or not from this client.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8414#section-2
 */
export const clientAuthMethod: CauseRule = {
  id: 'auth_method',
  title: 'Another client authentication is wanted',
  find(facts) {
    if (!(refusedClient(facts) || refusedWith(facts, 'unauthorized_client'))) return null;
    const { client } = facts.profile;
    const supported = publishedList(facts, 'token_endpoint_auth_methods_supported');
    const isRefused = supported !== null && !supported.includes(client.authMethod);
    const candidates = client.clientSecret === null ? (['none'] as const) : withSecret;
    const others = candidates.filter((method) => method !== client.authMethod && (supported === null || supported.includes(method)));
    const [other] = others;
    if (!isRefused && other === undefined) return null;
    return {
      weight: isRefused ? strength.proven : strength.possible + 10,
      message: isRefused
        ? `The server does not take ${client.authMethod}.`
        : `The client may be registered for another authentication than ${client.authMethod}.`,
      evidence:
        supported === null
          ? `The client was refused with ${client.authMethod}; the server publishes no list of methods.${quoted(facts)}`
          : `Sent: ${client.authMethod}. token_endpoint_auth_methods_supported: ${supported.join(', ')}.${quoted(facts)}`,
      fix: other === undefined ? `Choose one of ${supported?.join(', ')}.` : `Authenticate with ${other}.`,
      changes: other === undefined ? [] : [{ kind: 'authMethod', value: other }],
    };
  },
};
