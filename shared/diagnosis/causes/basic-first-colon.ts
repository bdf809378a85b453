import { type CauseRule, strength } from '../cause.ts';
import { publishedList, refusedClient } from '../readings.ts';

/**
 * A client id with a colon, sent raw: the server splits the credentials at the first one (RFC 7617 §2).
 *
 * @see https://www.rfc-editor.org/rfc/rfc7617#section-2
 */
export const basicFirstColon: CauseRule = {
  id: 'basic_first_colon',
  title: 'A colon in the client id tears Basic credentials apart',
  find(facts) {
    const { client, server } = facts.profile;
    const isBasic = client.authMethod === 'client_secret_basic';
    if (!refusedClient(facts) || !isBasic || server.dialect.basicEncoding !== 'raw' || !client.clientId.includes(':')) return null;
    const at = client.clientId.indexOf(':');
    const takesPost = publishedList(facts, 'token_endpoint_auth_methods_supported')?.includes('client_secret_post') ?? false;
    return {
      weight: strength.proven,
      message: 'The client id holds a colon, and a server splits Basic credentials at the first one.',
      evidence: `The server reads “${client.clientId.slice(0, at)}” as the client id; “${client.clientId.slice(at + 1)}” and all that follows as the secret.`,
      fix: takesPost
        ? 'Send id and secret in the body, which the server says it takes.'
        : 'Form-encode the credentials. If the server does not decode them either, no Basic header can carry this id: register a client whose id has no colon.',
      changes: [takesPost ? { kind: 'authMethod', value: 'client_secret_post' } : { kind: 'basicEncoding', value: 'form' }],
    };
  },
};
