import { type CauseRule, strength } from '../cause.ts';
import { asksAsClient, descriptionOf, isEdited, quoted, refusedClient, refusedWith } from '../readings.ts';

/**
 * A request that does not say whose it is.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-3.2.1
 */
export const clientIdMissing: CauseRule = {
  id: 'client_id_missing',
  title: 'client_id is missing from the body',
  find(facts) {
    const { last } = facts;
    // A refusal that came with the redirect is about another request than the last one to the server.
    if (last === null || !asksAsClient(facts) || last.parameters.has('client_id')) return null;
    if (!(refusedClient(facts) || refusedWith(facts, 'invalid_request'))) return null;
    const hasHeader = last.requestHeaders.has('authorization');
    const isNamed = /client_?id/i.test(descriptionOf(facts));
    if (hasHeader && !isNamed) return null;
    const edited = isEdited(facts, 'token', 'client_id');
    return {
      weight: hasHeader ? strength.likely : strength.proven,
      message: hasHeader
        ? 'The server wants client_id in the body, besides the Authorization header.'
        : 'Nothing in the request says which client it comes from: a public client sends client_id in the body.',
      evidence: `The body has no client_id${hasHeader ? '' : ', and there is no Authorization header'}.${quoted(facts)}`,
      fix: edited ? 'Send client_id again: it was dropped or replaced under Parameters.' : 'Send client_id in the body.',
      changes: edited ? [{ kind: 'standardParameter', endpoint: 'token', name: 'client_id' }] : [],
    };
  },
};
