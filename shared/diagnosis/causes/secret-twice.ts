import { type CauseRule, strength } from '../cause.ts';
import { refusedClient, refusedWith } from '../readings.ts';

/**
 * Client credentials in the header and in the body, which no request may have.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-2.3
 */
export const secretTwice: CauseRule = {
  id: 'secret_twice',
  title: 'The secret is sent in both places',
  find(facts) {
    const { last } = facts;
    if (last === null || !(refusedClient(facts) || refusedWith(facts, 'invalid_request'))) return null;
    const inHeader = /^basic /i.test(last.requestHeaders.get('authorization') ?? '');
    if (!inHeader || !last.parameters.has('client_secret')) return null;
    return {
      weight: strength.proven,
      message: 'The client secret was sent both in the Authorization header and in the body.',
      evidence: 'The request has an Authorization: Basic header and the parameter client_secret.',
      fix: 'Leave client_secret out of the body.',
      changes: [
        { kind: 'standardParameter', endpoint: 'token', name: 'client_secret' },
        ...(facts.profile.client.authMethod === 'client_secret_basic'
          ? []
          : [{ kind: 'removeHeader', endpoint: 'token', name: 'Authorization' } as const]),
      ],
    };
  },
};
