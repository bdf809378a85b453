import { usesRedirect } from '../../model/grant-traits.ts';
import { loopbackNames } from '../../model/loopback.ts';
import { onlyValue } from '../../protocol/apply-edits.ts';
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
    const { error, profile, strays, steps, authorization } = facts;
    if (!usesRedirect(profile.grant) || error === null) return null;
    // Signing out comes back somewhere else.
    if (steps.some(({ name }) => name === 'logout')) return null;
    const configured = profile.request.redirectUri;
    const sent = (authorization && onlyValue(authorization.sent, 'redirect_uri')) ?? configured;
    const anyPort = URL.parse(configured)?.port === '0' && sent === authorization?.redirectUri;
    const differsIn = (other: string) => differenceOf(sent, other, anyPort);
    const named = refusedWith(facts, 'redirect_uri_mismatch', 'invalid_redirect_uri');
    const said =
      named || (error.oauth !== undefined && !refusedWith(facts, 'invalid_grant') && /redirect.?ur[il]/i.test(descriptionOf(facts)));
    const silent = error.code === 'REDIRECT_TIMEOUT';
    if (!said && !silent) return null;
    const registered =
      urisIn(descriptionOf(facts)).find((uri) => differsIn(uri) !== null) ??
      strays.map(({ exchange }) => exchange.request.url.replace(/[?#].*/, '')).find((uri) => differsIn(uri) !== null);
    const difference = registered === undefined ? null : differsIn(registered);
    const swapped = otherLoopback(configured);
    return {
      weight: named || difference !== null ? strength.proven : said ? strength.strong : strength.possible,
      message: silent
        ? 'No redirect came back: most often the server shows an error in the browser because the redirect URI is not the registered one.'
        : 'The server does not know this redirect URI for this client.',
      evidence:
        difference === null
          ? `Sent: ${sent}.${anyPort ? ' Its port is another one in every run; many servers want a fixed one.' : ''}${quoted(facts)}`
          : `Sent: ${sent}. The other one is ${registered}; they differ in ${difference}.`,
      fix:
        registered !== undefined && difference !== null
          ? `Use ${registered}.`
          : `${anyPort ? 'Give it a fixed port and register exactly that' : `Register exactly ${sent}`}, or use the registered one: compare the slash at the end, localhost against 127.0.0.1, port, and upper and lower case.`,
      changes:
        registered !== undefined && difference !== null
          ? [{ kind: 'redirectUri', value: registered }]
          : swapped === null
            ? []
            : [{ kind: 'redirectUri', value: swapped }],
    };
  },
};

/**
 * In what two redirect URIs that are nearly the same differ; null where they are the same, or strangers.
 *
 * @param anyPort whether the port that was sent is one that happened to be free
 */
function differenceOf(sent: string, other: string, anyPort: boolean): string | null {
  const left = URL.parse(sent);
  const right = URL.parse(other);
  if (left === null || right === null || sent === other) return null;
  const sameHost = left.hostname === right.hostname;
  if (!sameHost && !(loopbackNames.includes(left.hostname) && loopbackNames.includes(right.hostname))) return null;
  const differences = [
    ...(left.protocol === right.protocol ? [] : ['the scheme']),
    ...(sameHost ? [] : [`the host (${left.hostname} against ${right.hostname})`]),
    ...(left.port === right.port || anyPort ? [] : ['the port']),
    ...pathDifference(left.pathname, right.pathname),
  ];
  return differences.length === 0 ? null : differences.join(' and ');
}

function pathDifference(left: string, right: string): string[] {
  if (left === right) return [];
  if (left.replace(/\/$/, '') === right.replace(/\/$/, '')) return ['the slash at the end'];
  return left.toLowerCase() === right.toLowerCase() ? ['upper and lower case'] : [];
}

function urisIn(text: string): string[] {
  return [...text.matchAll(/https?:\/\/[^\s"'<>,;)]+/g)].map(([uri]) => uri.replace(/\.$/, ''));
}

function otherLoopback(uri: string): string | null {
  if (/^http:\/\/localhost([:/]|$)/.test(uri)) return uri.replace('localhost', '127.0.0.1');
  return /^http:\/\/127\.0\.0\.1([:/]|$)/.test(uri) ? uri.replace('127.0.0.1', 'localhost') : null;
}
