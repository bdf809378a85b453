import { type CauseRule, strength } from '../cause.ts';

/** A name nobody knows. */
export const hostUnknown: CauseRule = {
  id: 'host_unknown',
  title: 'The host name does not resolve (DNS)',
  find(facts) {
    const { error } = facts;
    if (error?.code !== 'NET_DNS') return null;
    return {
      weight: strength.proven,
      message: 'The host name cannot be resolved: it is misspelt, or known only inside another network.',
      evidence: error.message,
      fix: 'Check the spelling, then VPN and network. Names of an inner network need its DNS.',
    };
  },
};
