/** Causes of a request that got no answer. */
import { type CauseRule, strength } from './cause.ts';
import type { DiagnosisFacts } from './facts.ts';
import { placeOf, statusOf } from './readings.ts';

function where({ last }: DiagnosisFacts): string {
  return last === null ? 'The server' : placeOf(last.url);
}

/** Kinds of TLS failure, by the words `node/http/tls-error.ts` has for them. */
function tlsRule(id: string, title: string, pattern: RegExp, message: string, fix: string): CauseRule {
  return {
    id,
    title,
    find({ error }) {
      if (error?.code !== 'NET_TLS' || !pattern.test(error.message)) return null;
      return { weight: strength.proven, message, evidence: error.message, fix };
    },
  };
}

const kinds = {
  authority: /unknown authority/i,
  name: /for another name/i,
  date: /has expired\.|not yet valid/i,
  client: /client certificate/i,
};

export const tlsUnknownAuthority = tlsRule(
  'tls_unknown_authority',
  'The certificate authority is unknown',
  kinds.authority,
  'The server’s certificate is signed by an authority this machine does not know: a private one, or a proxy that opens TLS.',
  'Add the authority’s certificate to the profile, as PEM, under TLS and proxy.',
);
export const tlsNameMismatch = tlsRule(
  'tls_name_mismatch',
  'The certificate is for another name',
  kinds.name,
  'The server’s certificate does not name the host that was asked.',
  'Use one of the names in the certificate, or have it made again with this one.',
);
export const tlsExpired = tlsRule(
  'tls_expired',
  'The certificate is out of date',
  kinds.date,
  'The server’s certificate is not valid at this time.',
  'The server needs a new certificate; check the clock of this machine first.',
);
export const tlsClientCertificate = tlsRule(
  'tls_client_certificate',
  'A client certificate is wanted',
  kinds.client,
  'The server wants a client certificate, or does not accept this one.',
  'Add the client’s certificate and key to the profile, under TLS and proxy.',
);

/** TLS that fails otherwise. */
export const tlsProtocol: CauseRule = {
  id: 'tls_protocol',
  title: 'The TLS protocol failed',
  find({ error }) {
    if (error?.code !== 'NET_TLS' || Object.values(kinds).some((kind) => kind.test(error.message))) return null;
    return {
      weight: strength.likely,
      message: 'The two sides found no TLS they both speak.',
      evidence: error.message,
      fix: 'Check the port; perhaps plain HTTP is spoken there, or only TLS versions that are too old.',
    };
  },
};

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
      evidence: sentOn ? `${where(facts)} redirects to an https address.` : error.message,
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

/** A port where nobody listens. */
export const connectionRefused: CauseRule = {
  id: 'connection_refused',
  title: 'Nothing listens there',
  find({ error }) {
    if (error?.code !== 'NET_REFUSED') return null;
    return {
      weight: strength.proven,
      message: 'No program accepts connections at that host and port.',
      evidence: error.message,
      fix: 'Start the server, or correct host and port. In a container, localhost is the container itself.',
    };
  },
};

/** A server that takes too long. */
export const tooSlow: CauseRule = {
  id: 'too_slow',
  title: 'The answer took too long',
  find(facts) {
    const { error, profile } = facts;
    if (error?.code !== 'NET_TIMEOUT') return null;
    const { requestSeconds } = profile.limits;
    const begun = facts.last?.response != null;
    return {
      weight: strength.strong,
      message: begun
        ? 'The answer began, but its body is slow and did not end in time.'
        : 'No answer came in time: the server is slow, or a firewall drops the packets.',
      evidence: `${error.message} The limit is ${requestSeconds} s.`,
      fix: 'Raise the time limit, and look at the server.',
      changes: [{ kind: 'requestSeconds', value: Math.min(3_600, Math.max(60, requestSeconds * 4)) }],
    };
  },
};

/** A connection that broke. */
export const connectionBroke: CauseRule = {
  id: 'connection_broke',
  title: 'The connection broke',
  find({ error }) {
    if (error?.code !== 'NET_BROKEN') return null;
    return {
      weight: strength.possible,
      message: 'The connection ended before the answer was whole.',
      evidence: error.message,
      fix: 'Try again; if it repeats, look at the server’s log, and at what stands in between.',
    };
  },
};

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
