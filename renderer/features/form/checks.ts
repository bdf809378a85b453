/**
 * What can be said of a value as it is typed, before anything is sent. Each check gives one sentence,
 * or null. They advise and do not forbid: a deliberately wrong request is what this tool is for.
 */
import { isThisMachine } from '../../../shared/model/loopback.ts';
import { loopbackScheme, OWN_SCHEME } from '../../../shared/model/redirect-place.ts';
import { isSecretRef } from '../../../shared/model/secret-value.ts';
import type { Environment } from '../../../shared/model/workspace.ts';

const variable = /\{\{\s*([^{}]+?)\s*\}\}/g;

/** A text with its variables filled in, as far as they are no secrets; and what is wrong with them. */
export function fillKnown(text: string, environment: Environment | null): { text: string; error: string | null; hidden: boolean } {
  let error: string | null = null;
  let hidden = false;
  const filled = text.replaceAll(variable, (_match, name: string) => {
    const found = environment?.variables.find((candidate) => candidate.name.trim() === name)?.value;
    if (environment === null) error ??= `{{${name}}} needs an environment; none is chosen.`;
    else if (found === undefined) error ??= `“${environment.name}” has no variable {{${name}}}.`;
    if (isSecretRef(found)) hidden = true;
    return typeof found === 'string' ? found : 'x';
  });
  return { text: filled, error, hidden };
}

function parsed(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

/** Whether an address is one of this machine. */
export function isLoopbackUrl(text: string): boolean {
  const url = parsed(text);
  return url !== null && isThisMachine(url);
}

interface UrlCheck {
  readonly environment: Environment | null;
  readonly allowInsecureHttp: boolean;
}

/** An http or https address. Empty is not wrong: nothing was typed yet. */
export function checkUrl(text: string, { environment, allowInsecureHttp }: UrlCheck): string | null {
  if (text.trim() === '') return null;
  const filled = fillKnown(text.trim(), environment);
  if (filled.error !== null || filled.hidden) return filled.error;
  // Before parsing: a host with a port reads as a scheme.
  if (/^[\w.-]+(:\d+)?(\/|$)/.test(filled.text)) return 'Put https:// in front.';
  const url = parsed(filled.text);
  if (url === null) return 'This is not a URL.';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'Only https:// and http:// are possible here.';
  if (url.username !== '' || url.password !== '') return 'A URL here carries no user name or password.';
  if (url.hash !== '') return 'An endpoint has no fragment (RFC 6749 §3.1, §3.2).';
  if (url.protocol === 'http:' && !isThisMachine(url) && !allowInsecureHttp) {
    return 'http:// sends secrets readable over the network. Use https://, or allow it under TLS and proxy.';
  }
  return null;
}

/** An issuer: a URL without query and fragment. */
export function checkIssuer(text: string, options: UrlCheck): string | null {
  const wrong = checkUrl(text, options);
  if (wrong !== null) return wrong;
  const filled = fillKnown(text.trim(), options.environment);
  const url = filled.hidden ? null : parsed(filled.text);
  if (url === null) return null;
  if (url.search !== '') return 'An issuer has no query (RFC 8414 §2).';
  if (url.pathname.includes('/.well-known/')) return 'This is the metadata document; the issuer is the part before /.well-known/.';
  return null;
}

/** Where the server sends the user back. */
export function checkRedirectUri(text: string, environment: Environment | null): string | null {
  const filled = fillKnown(text.trim(), environment);
  if (filled.error !== null || filled.hidden) return filled.error;
  if (filled.text === '') return 'The server needs a place to send the user back to.';
  const url = parsed(filled.text);
  if (url === null) return 'This is not a URL.';
  // An empty fragment is one too, and `hash` does not tell.
  if (url.href.includes('#')) return 'A redirect URI has no fragment (RFC 6749 §3.1.2).';
  if (url.port === '0' && loopbackScheme(url) === null) return 'Port 0 (any free one) works only on a loopback address.';
  return null;
}

/** Where the server tells that a user has answered (CIBA ping): only this machine's own addresses can be listened at. */
export function checkPingAddress(text: string, environment: Environment | null): string | null {
  const filled = fillKnown(text.trim(), environment);
  if (filled.error !== null || filled.hidden) return filled.error;
  const url = parsed(filled.text);
  if (url === null) return 'The ping needs an address to come to.';
  return loopbackScheme(url) === 'http'
    ? null
    : 'Grantbench listens only at http:// addresses of this machine; a tunnel leads there from outside.';
}

/** What becomes of the redirect: said beside the field. @param receives what the host and the profile have besides listeners */
export function redirectUriNote(
  text: string,
  environment: Environment | null,
  receives: { readonly ownScheme: boolean; readonly window: boolean } = { ownScheme: false, window: false },
): string {
  const filled = fillKnown(text.trim(), environment);
  const url = filled.error === null ? parsed(filled.text) : null;
  if (url === null) return '';
  const scheme = loopbackScheme(url);
  if (scheme !== null) {
    const secure = scheme === 'https' ? ', HTTPS' : '';
    if (url.port === '0') return `free port chosen at run${secure}`;
    return `listens on port ${url.port !== '' ? url.port : scheme === 'https' ? '443' : '80'}${secure}`;
  }
  if (url.protocol === `${OWN_SCHEME}:` && receives.ownScheme) return 'the system hands it over';
  return receives.window ? 'taken out in the window' : 'pasted by hand';
}

/** Scope tokens: printable ASCII without quotation mark and backslash, separated by single spaces. */
export function checkScope(text: string, environment: Environment | null): string | null {
  const filled = fillKnown(text, environment);
  if (filled.error !== null) return filled.error;
  const strange = [...filled.text].find((character) => !/[\x20\x21\x23-\x5b\x5d-\x7e]/.test(character));
  if (strange !== undefined) return `A scope may not contain ${strange === '\t' ? 'a tab' : `“${strange}”`} (RFC 6749 §3.3).`;
  if (filled.text.includes(',') && !filled.text.includes(' ')) return 'Scopes are separated by spaces, not commas (RFC 6749 §3.3).';
  return null;
}

/** A text that may hold variables and has no other rules. */
export function checkVariables(text: string, environment: Environment | null): string | null {
  return fillKnown(text, environment).error;
}

/** PEM certificates. Empty is fine: the system's own are used. */
export function checkCertificates(text: string): string | null {
  if (text.trim() === '') return null;
  if (/PRIVATE KEY-----/.test(text)) return 'This is a private key. Paste the certificate here, and nothing else.';
  const begins = text.match(/-----BEGIN CERTIFICATE-----/g)?.length ?? 0;
  const ends = text.match(/-----END CERTIFICATE-----/g)?.length ?? 0;
  return begins > 0 && begins === ends
    ? null
    : 'A certificate begins with -----BEGIN CERTIFICATE----- and ends with -----END CERTIFICATE-----.';
}

/** How many certificates a PEM text has. */
export function countCertificates(text: string): number {
  return text.match(/-----BEGIN CERTIFICATE-----/g)?.length ?? 0;
}

/** The address of a proxy. Its credentials have fields of their own, because an address is no secret. */
export function checkProxy(text: string, environment: Environment | null): string | null {
  const filled = fillKnown(text.trim(), environment);
  if (filled.error !== null || filled.hidden) return filled.error;
  if (filled.text === '') return 'The proxy needs an address.';
  const scheme = /^([a-z][\w+.-]*):\/\//i.exec(filled.text)?.[1]?.toLowerCase();
  if (scheme !== undefined && !['http', 'https', 'socks5', 'socks5h'].includes(scheme)) {
    return 'Only http://, https://, socks5:// and socks5h:// proxies are possible here.';
  }
  const url = parsed(filled.text.replace(/^[a-z][\w+.-]*:\/\//i, '').replace(/^/, 'http://'));
  if (url === null) return 'This is not the address of a proxy.';
  return url.username === '' && url.password === '' ? null : 'User name and password have fields of their own.';
}
