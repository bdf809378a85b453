import { type CauseRule, strength } from '../cause.ts';
import { statusOf } from '../readings.ts';

/** A proxy that is in the way. */
export const proxyBetween: CauseRule = {
  id: 'proxy_between',
  title: 'A proxy stands in between',
  find(facts) {
    const { error, last } = facts;
    if (error === null) return null;
    const proxy = last?.exchange.proxy;
    const status = statusOf(facts);
    const via = last?.response?.headers.get('via') ?? null;
    const isItsOwn = error.code === 'NET_PROXY' || status === 407;
    if (!isItsOwn && !([502, 503, 504].includes(status) && (proxy !== undefined || via !== null))) return null;
    return {
      weight: isItsOwn ? strength.proven : strength.likely,
      message: isItsOwn ? 'The proxy refused or failed, not the server.' : 'A proxy answered in place of the server.',
      evidence: `${error.message}${proxy === undefined ? '' : ` The request went through ${proxy}.`}${via === null ? '' : ` Via: ${via}.`}`,
      fix: 'Check the proxy and its credentials, or go without one for this server.',
      ...(facts.profile.proxy.kind !== 'none' && (proxy !== undefined || isItsOwn) && { changes: [{ kind: 'noProxy' }] as const }),
    };
  },
};
