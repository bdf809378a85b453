import { grantTraits } from '../../model/grant-traits.ts';
import { type CauseRule, strength } from '../cause.ts';
import { publishedList, quoted, refusedWith } from '../readings.ts';

/** A client that may not use this grant, or a server that does not have it (RFC 6749 §5.2). */
export const unauthorizedClient: CauseRule = {
  id: 'unauthorized_client',
  title: 'The client may not use this grant',
  find(facts) {
    if (!refusedWith(facts, 'unauthorized_client', 'unsupported_grant_type')) return null;
    const supported = publishedList(facts, 'grant_types_supported');
    const { grant, request } = facts.profile;
    const name = grant === 'extension' ? request.extensionGrantType : (grantTraits[grant].wireName ?? grant);
    const isMissing = supported !== null && !supported.includes(name);
    return {
      weight: strength.strong + (isMissing ? 10 : 0),
      message: isMissing ? `The server does not have the grant ${name}.` : `This client is not registered for the grant ${name}.`,
      evidence: `grant_type: ${name}.${supported === null ? '' : ` grant_types_supported: ${supported.join(', ')}.`}${quoted(facts)}`,
      fix: 'Choose a grant the client is registered for, or have this one added at the server. Some servers allow one flow per client.',
    };
  },
};
