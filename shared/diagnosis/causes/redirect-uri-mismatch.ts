import { usesRedirect } from '../../model/grant-traits.ts';
import { loopbackNames } from '../../model/redirect-place.ts';
import { type CauseRule, strength } from '../cause.ts';
import { descriptionOf, quoted, refusedWith } from '../readings.ts';

/**
 * A redirect URI that is not, character by character, the registered one.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-4.1.3
 */
export const redirectUriMismatch: CauseRule = {
  id: 'redirect_uri_mismatch',
  title: 'The redirect URI is not the registered one',
  find(facts) {
    const { error, profile, strays, steps } = facts;
    if (!usesRedirect(profile.grant) || error === null) return null;
    // Signing out comes back somewhere else.
    if (steps.some(({ name }) => name === 'logout')) return null;
    const sent = profile.request.redirectUri;
    const named = refusedWith(facts, 'redirect_uri_mismatch', 'invalid_redirect_uri');
    const said =
      named || (error.oauth !== undefined && !refusedWith(facts, 'invalid_grant') && /redirect.?ur[il]/i.test(descriptionOf(facts)));
    const silent = error.code === 'REDIRECT_TIMEOUT';
    if (!said && !silent) return null;
    const registered =
      otherUri(descriptionOf(facts), sent) ??
      strays.map(({ exchange }) => exchange.request.url.replace(/[?#].*/, '')).find((uri) => differenceOf(sent, uri) !== null);
    const difference = registered === undefined ? null : differenceOf(sent, registered);
    const swapped = otherLoopback(sent);
    return {
      weight: named || difference !== null ? strength.proven : said ? strength.strong : strength.possible,
      message: silent
        ? 'No redirect came back: most often the server shows an error in the browser because the redirect URI is not the registered one.'
        : 'The server does not know this redirect URI for this client.',
      evidence:
        difference === null
          ? `Sent: ${sent}.${portWords(sent)}${quoted(facts)}`
          : `Sent: ${sent}. The other one is ${registered}; they differ in ${difference}.`,
      fix:
        registered !== undefined && difference !== null
          ? `Use ${registered}.`
          : `Register exactly ${sent}, or use the registered one: compare the slash at the end, localhost against 127.0.0.1, port, and upper and lower case.`,
      changes:
        registered !== undefined && difference !== null
          ? [{ kind: 'redirectUri', value: registered }]
          : swapped === null
            ? []
            : [{ kind: 'redirectUri', value: swapped }],
    };
  },
};

/** In what two redirect URIs that are nearly the same differ; null where they are the same, or strangers. */
function differenceOf(sent: string, other: string): string | null {
  const left = URL.parse(sent);
  const right = URL.parse(other);
  if (left === null || right === null || sent === other) return null;
  const sameHost = left.hostname === right.hostname;
  if (!sameHost && !(loopbackNames.includes(left.hostname) && loopbackNames.includes(right.hostname))) return null;
  const differences = [
    ...(left.protocol === right.protocol ? [] : ['the scheme']),
    ...(sameHost ? [] : [`the host (${left.hostname} against ${right.hostname})`]),
    // Port 0 stands for whichever was free.
    ...(left.port === right.port || left.port === '0' ? [] : ['the port']),
    ...pathDifference(left.pathname, right.pathname),
  ];
  return differences.length === 0 ? null : differences.join(' and ');
}

function pathDifference(left: string, right: string): string[] {
  if (left === right) return [];
  if (left.replace(/\/$/, '') === right.replace(/\/$/, '')) return ['the slash at the end'];
  return left.toLowerCase() === right.toLowerCase() ? ['upper and lower case'] : [];
}

function otherUri(text: string, sent: string): string | undefined {
  return [...text.matchAll(/https?:\/\/[^\s"'<>,;)]+/g)]
    .map(([uri]) => uri.replace(/\.$/, ''))
    .find((uri) => differenceOf(sent, uri) !== null);
}

function otherLoopback(uri: string): string | null {
  if (/^http:\/\/localhost([:/]|$)/.test(uri)) return uri.replace('localhost', '127.0.0.1');
  return /^http:\/\/127\.0\.0\.1([:/]|$)/.test(uri) ? uri.replace('127.0.0.1', 'localhost') : null;
}

function portWords(uri: string): string {
  return URL.parse(uri)?.port === '0' ? ' Its port is another one in every run; many servers want a fixed one.' : '';
}
