/** Causes that show in the form of an answer: its status, its type, its headers. */
import { type CauseRule, strength } from './cause.ts';
import type { DiagnosisFacts } from './facts.ts';
import { answeredWith, endpointOf, placeOf, quoted, shortened, statusOf } from './readings.ts';

/** Where the metadata says the endpoint is, if that is elsewhere than where it was asked. */
function elsewhere(facts: DiagnosisFacts) {
  if (facts.last === null) return null;
  const endpoint = endpointOf(facts.last, facts);
  if (endpoint === null || endpoint.published === null || URL.parse(endpoint.published)?.href === facts.last.url.href) return null;
  return { field: endpoint.field, published: endpoint.published };
}

function beside(facts: DiagnosisFacts, otherwise: string) {
  const other = elsewhere(facts);
  if (other === null) return { fix: otherwise };
  return {
    fix: `Use ${other.published}, which the server publishes.`,
    changes: [{ kind: 'endpoint', name: other.field, value: other.published }] as const,
  };
}

/** An endpoint that does not take this method. */
export const methodNotAllowed: CauseRule = {
  id: 'method_not_allowed',
  title: 'The endpoint does not take this method (405)',
  find(facts) {
    const { last } = facts;
    if (last?.response == null || facts.error === null) return null;
    if (last.response.status !== 405 && !/does not support http method/i.test(last.response.text)) return null;
    const allow = last.response.headers.get('allow');
    return {
      weight: strength.strong,
      message: `${placeOf(last.url)} does not take ${last.method}: it is not the token endpoint, or a proxy changed the method.`,
      evidence: `${answeredWith(last, last.response)}${allow === null ? '' : ` It allows ${allow}.`}`,
      ...beside(facts, 'Check the URL of the endpoint: a token endpoint takes POST.'),
    };
  },
};

/** A page where data should be. */
export const htmlPage: CauseRule = {
  id: 'html_page',
  title: 'A page came instead of JSON',
  find(facts) {
    const { last } = facts;
    if (last?.response == null || facts.error === null) return null;
    const { text, mediaType, headers } = last.response;
    if (mediaType !== 'text/html' && !/^<(!doctype html|html|head|body)/i.test(text)) return null;
    const title = /<title[^>]*>([^<]*)/i.exec(text)?.[1]?.trim() ?? '';
    const isLogin = /type=["']?password/i.test(text) || /log.?in|sign.?in/i.test(title);
    const isProxy = headers.has('via') || /proxy|firewall|gateway|zscaler|captive/i.test(`${title} ${headers.get('server') ?? ''}`);
    const what = isLogin ? 'a login page' : isProxy ? 'the page of a proxy or gateway' : 'an HTML page';
    return {
      weight: strength.strong + 5,
      message: `The answer is ${what}, not an answer for programs.`,
      evidence: `${answeredWith(last, last.response)} Its type is ${mediaType || 'not named'}${title === '' ? '' : `, its title “${shortened(title, 80)}”`}.`,
      ...beside(
        facts,
        isProxy
          ? 'Something between here and the server answered: check the proxy, the VPN and the network sign-in.'
          : 'Check the URL of the endpoint: this one is for people.',
      ),
    };
  },
};

/** A path the server does not have. */
export const wrongPath: CauseRule = {
  id: 'wrong_path',
  title: 'Wrong path (404)',
  find(facts) {
    const { last } = facts;
    if (last?.response == null || facts.error === null || ![404, 410].includes(last.response.status)) return null;
    const other = elsewhere(facts);
    return {
      weight: other === null ? strength.strong : strength.proven,
      message: `The server has nothing at ${placeOf(last.url)}.`,
      evidence: `${answeredWith(last, last.response)}${other === null ? '' : ` Its metadata names ${other.published}.`}`,
      ...beside(
        facts,
        last.step === 'discovery'
          ? 'Check the issuer, its path included; or enter the endpoints by hand.'
          : 'Check the path of the endpoint.',
      ),
    };
  },
};

/** A token endpoint that sends the client elsewhere. */
export const redirectedAway: CauseRule = {
  id: 'redirected_away',
  title: 'The endpoint redirects',
  find(facts) {
    const { last } = facts;
    const status = statusOf(facts);
    if (last?.response == null || facts.error === null || status < 300 || status > 399) return null;
    const location = last.response.headers.get('location');
    const target = location === null ? null : URL.parse(location, last.url.href);
    const endpoint = endpointOf(last, facts);
    const isSafe = target !== null && target.hostname === last.url.hostname && target.search === '' && target.hash === '';
    return {
      weight: strength.strong,
      message: `${placeOf(last.url)} redirects; credentials are not sent on, and a client that follows would turn POST into GET.`,
      evidence: `${answeredWith(last, last.response)} Location: ${target === null ? 'none' : placeOf(target)}.`,
      fix: target === null ? 'Check the URL of the endpoint.' : `If that address is right, use ${placeOf(target)} directly.`,
      changes: isSafe && endpoint !== null && target !== null ? [{ kind: 'endpoint', name: endpoint.field, value: target.href }] : [],
    };
  },
};

/** A server that asks for patience (RFC 6585 §4). */
export const rateLimited: CauseRule = {
  id: 'rate_limited',
  title: 'Too many requests (429)',
  find(facts) {
    const { last } = facts;
    if (last?.response?.status !== 429 || facts.error === null) return null;
    const after = last.response.headers.get('retry-after');
    return {
      weight: strength.proven,
      message: 'The server limits how often it may be asked.',
      evidence: `${answeredWith(last, last.response)} Retry-After: ${after ?? 'not said'}.`,
      fix:
        after === null ? 'Wait a while, then run again.' : /^\d+$/.test(after) ? `Run again in ${after} s.` : `Run again after ${after}.`,
    };
  },
};

/** A server in trouble of its own. */
export const serverFailed: CauseRule = {
  id: 'server_failed',
  title: 'The server itself failed (5xx)',
  find(facts) {
    const { last } = facts;
    if (last?.response == null || facts.error === null || last.response.status < 500) return null;
    return {
      weight: strength.likely,
      message: 'The server failed on its side; the request may well be right.',
      evidence: `${answeredWith(last, last.response)}${quoted(facts)}`,
      fix: 'Try again; if it repeats, its log says why. Now and then an unexpected parameter breaks a server: compare with a request that works.',
    };
  },
};

/** An answer that is no answer: nothing in it, or nothing that can be read. */
export const unreadableAnswer: CauseRule = {
  id: 'unreadable_answer',
  title: 'An empty or broken answer',
  find(facts) {
    const { last } = facts;
    if (last?.response == null || facts.error?.code !== 'OAUTH_INVALID_RESPONSE' || statusOf(facts) >= 300) return null;
    const { text, mediaType } = last.response;
    const isEmpty = text === '';
    if (!isEmpty && !/^[{["]/.test(text)) return null;
    return {
      weight: strength.likely,
      message: isEmpty
        ? 'The answer has an empty body.'
        : 'The answer is broken JSON: it ends or changes in the middle, or names no token.',
      evidence: `${answeredWith(last, last.response)} ${last.response.raw.body.length} bytes of ${mediaType || 'no named type'}.`,
      fix: 'The server, or a proxy before it, cuts or spoils its answers: its log says more. The raw answer stands under Exchanges.',
    };
  },
};

/** A server that takes the request for one of a page in a browser. */
export const originRefused: CauseRule = {
  id: 'origin_refused',
  title: 'The Origin header is refused (403)',
  find(facts) {
    const { last } = facts;
    if (last?.response?.status !== 403 || facts.error === null) return null;
    const origin = last.requestHeaders.get('origin');
    const said = /\b(cors|origin)\b/i.test(last.response.text);
    if (origin === null && !said) return null;
    return {
      weight: origin !== null && said ? strength.proven : strength.strong,
      message: 'The server refuses requests from this origin, as it would those of a page in a browser.',
      evidence: `${answeredWith(last, last.response)} The request ${origin === null ? 'has no Origin header' : `carries Origin: ${origin}`}.`,
      fix: origin === null ? 'Register the origin at the server.' : 'Leave the Origin header out, or register that origin at the server.',
      changes: origin === null ? [] : [{ kind: 'removeHeader', endpoint: 'token', name: 'Origin' }],
    };
  },
};

/** An error with the status of a success, as GitHub answers. */
export const errorWithStatus200: CauseRule = {
  id: 'error_with_status_200',
  title: 'An error with status 200',
  find(facts) {
    const oauth = facts.error?.oauth;
    if (oauth?.status !== 200) return null;
    const meanings: Readonly<Record<string, string>> = {
      bad_verification_code: 'the code is wrong, used or expired',
      incorrect_client_credentials: 'client id or secret is wrong',
      redirect_uri_mismatch: 'the redirect URI is not the registered one',
      unverified_user_email: 'the user has no verified primary e-mail address',
    };
    const meaning = meanings[oauth.error];
    return {
      weight: strength.strong - 5,
      message: `The server says ${oauth.error} with status 200, as GitHub does${meaning === undefined ? '' : `: ${meaning}`}.`,
      evidence: `Status 200, error ${oauth.error}.${quoted(facts)}`,
      fix:
        meaning === undefined
          ? 'Read the error in the body; clients that look only at the status take it for a success.'
          : 'Correct what the error names, then run again.',
    };
  },
};
