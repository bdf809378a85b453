import { type ClaimMeaning, fixed } from './claim-meaning.ts';

function inFederation(section: string, sentence: string): ClaimMeaning {
  return fixed({ rfc: 'OpenID Federation 1.0', section, url: 'https://openid.net/specs/openid-federation-1_0.html' }, sentence);
}

/**
 * Claims of entity statements, trust marks and resolved trust chains. The registry gives their names only.
 *
 * @see https://openid.net/specs/openid-federation-1_0.html
 */
export const federationClaims: readonly (readonly [name: string, meaning: ClaimMeaning])[] = [
  ['jwks', inFederation('13.1', 'Public keys of the entity as a JWK Set.')],
  ['metadata', inFederation('13.2', 'Metadata of the entity, by entity type.')],
  ['constraints', inFederation('13.3', 'Limits on the trust chains below this entity.')],
  ['crit', inFederation('13.4', 'Claims of this statement that must be understood.')],
  ['ref', inFederation('13.5', 'Address of information about the trust mark.')],
  ['delegation', inFederation('13.6', 'Delegation by the owner of the trust mark.')],
  ['logo_uri', inFederation('13.7', 'Logo of the trust mark.')],
  ['authority_hints', inFederation('3.2', 'Entities directly above this one.')],
  ['trust_anchor_hints', inFederation('3.2', 'Trust anchors this entity is below.')],
  ['trust_marks', inFederation('3.2', 'Trust marks of the entity.')],
  ['trust_mark_issuers', inFederation('3.2', 'Who may issue which trust marks.')],
  ['trust_mark_owners', inFederation('3.2', 'Who owns which trust marks.')],
  ['metadata_policy', inFederation('3.3', 'Rules for the metadata of entities below.')],
  ['metadata_policy_crit', inFederation('3.3', 'Policy operators that must be understood.')],
  ['source_endpoint', inFederation('3.3', 'Address the statement was fetched from.')],
  ['keys', inFederation('5.2.1', 'Keys of the entity, past ones included.')],
  ['trust_mark_type', inFederation('7.1', 'Type of the trust mark.')],
  ['trust_chain', inFederation('8.3.2', 'Trust chain from the subject to the trust anchor.')],
  ['trust_anchor', inFederation('12.2.3', 'Trust anchor that was chosen.')],
];
