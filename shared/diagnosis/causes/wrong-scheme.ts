import { type CauseRule, strength } from '../cause.ts';
import { placeOf, statusOf } from '../readings.ts';

/** `http` where `https` is spoken, or the other way round. */
export const wrongScheme: CauseRule = {
  id: 'wrong_scheme',
  title: 'http against https',
  find(facts) {
    const { error, last, profile } = facts;
    if (error === null) return null;
    const insecure = error.code === 'INPUT_INSECURE_URL';
    const url = last?.url ?? null;
    const isHttps = url?.protocol === 'https:';
    const plainSpoken = error.code === 'NET_TLS' && isHttps && /does not speak the TLS/i.test(error.message);
    const tlsSpoken =
      url?.protocol === 'http:' &&
      ((error.code === 'NET_BROKEN' && /not valid HTTP|closed the connection|reset the connection/.test(error.message)) ||
        /plain http request was sent to https|https required|use https/i.test(last?.response?.text ?? ''));
    const location = last?.response?.headers.get('location') ?? '';
    const sentOn = url !== null && !isHttps && statusOf(facts) >= 300 && statusOf(facts) < 400 && location.startsWith('https:');
    if (!insecure && !plainSpoken && !tlsSpoken && !sentOn) return null;
    const to = plainSpoken ? 'http' : 'https';
    const { issuer, endpoints } = profile.server;
    const swap = (text: string) => text.replace(/^https?:/i, `${to}:`);
    const changed = (text: string | undefined) => text !== undefined && text !== '' && swap(text) !== text;
    return {
      weight: insecure || plainSpoken || sentOn ? strength.proven + 2 : strength.likely,
      message: plainSpoken
        ? 'The address says https, but plain http is spoken there.'
        : 'The address says http, but https is wanted there.',
      evidence: sentOn ? `${placeOf(url)} redirects to an https address.` : error.message,
      fix: `Use ${to}://.${to === 'http' ? ' Secrets then travel readable: on this machine only.' : ''}`,
      changes: [
        ...(changed(issuer) ? [{ kind: 'issuer', value: swap(issuer) } as const] : []),
        ...(['authorizationEndpoint', 'tokenEndpoint', 'jwksUri'] as const).flatMap((name) => {
          const value = endpoints[name];
          return value !== undefined && changed(value) ? [{ kind: 'endpoint', name, value: swap(value) } as const] : [];
        }),
      ],
    };
  },
};
