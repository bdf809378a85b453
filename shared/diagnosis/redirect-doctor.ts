import { loopbackScheme, OWN_SCHEME } from '../model/redirect-place.ts';
import type { AddressProbe, RedirectFinding, RedirectKind, RedirectProbe, RedirectReport } from '../model/redirect-report.ts';
import { type Difference, firstDifference } from './first-difference.ts';

/** How redirects to this URI reach us; null for what is no absolute URL. */
export function redirectKind(redirectUri: string): RedirectKind | null {
  const url = URL.parse(redirectUri);
  if (url === null) return null;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'custom_scheme';
  const scheme = loopbackScheme(url);
  return scheme === null ? 'elsewhere' : scheme === 'http' ? 'loopback' : 'secure_loopback';
}

/**
 * Judges a redirect URI by what the machine says and by what is registered at the server.
 *
 * @param registered the string as it stands at the server; null where unknown
 * @see https://www.rfc-editor.org/rfc/rfc8252#section-7.3
 */
export function examineRedirect(redirectUri: string, probe: RedirectProbe, registered: string | null): RedirectReport {
  const kind = redirectKind(redirectUri) ?? 'elsewhere';
  const difference = registered === null ? null : firstDifference(redirectUri, registered);
  return {
    redirectUri,
    kind,
    probe,
    register: toRegister(redirectUri, kind),
    difference,
    findings: [
      ...ofForm(redirectUri),
      ...ofKind(kind, redirectUri),
      ...probe.addresses.map((one) => ofAddress(one, probe, redirectUri)),
      ...ofRegistered(registered, difference, redirectUri, kind),
    ],
  };
}

function ofForm(redirectUri: string): RedirectFinding[] {
  const findings: RedirectFinding[] = [];
  if (redirectUri !== redirectUri.trim())
    findings.push({ status: 'fail', message: 'A blank or line break stands before or after it. Servers compare every character.' });
  if (redirectUri.includes('#'))
    findings.push({ status: 'fail', message: 'It has a fragment, which RFC 6749 §3.1.2 forbids. Leave out # and what follows.' });
  return findings;
}

function ofKind(kind: RedirectKind, redirectUri: string): RedirectFinding[] {
  switch (kind) {
    case 'loopback':
      if (URL.parse(redirectUri)?.hostname !== 'localhost') return [];
      return [
        {
          status: 'warning',
          message: 'localhost may lead to 127.0.0.1 or to [::1]; Grantbench listens on both. RFC 8252 §8.3 advises the address itself.',
        },
      ];
    case 'secure_loopback':
      return [
        {
          status: 'warning',
          message:
            'Grantbench listens there with a certificate made on this machine: the browser warns until it is trusted, and while it waits the run shows its fingerprint. Plain http is allowed for loopback addresses (RFC 8252 §7.3).',
        },
      ];
    case 'custom_scheme':
      return [
        {
          status: 'warning',
          message:
            URL.parse(redirectUri)?.protocol === `${OWN_SCHEME}:`
              ? 'The installed desktop program receives it; in a browser and on the command line, paste the address by hand.'
              : 'Only a program that the system has registered for this scheme receives it, or the sign-in window of the desktop program; elsewhere paste the address by hand.',
        },
      ];
    case 'elsewhere':
      return [
        {
          status: 'warning',
          message:
            'It does not lead to this machine: Grantbench cannot listen there. Paste the address on which the browser ends, or sign in at the window of the desktop program.',
        },
      ];
  }
}

function ofAddress({ address, state, reason }: AddressProbe, { owner }: RedirectProbe, redirectUri: string): RedirectFinding {
  const port = portOf(redirectUri);
  const name = address === '::1' ? '[::1]' : address;
  // Port 0 is none: each run takes one that is free.
  const place = Number(port) === 0 ? `A free port of ${name}` : `${name} port ${port}`;
  switch (state) {
    case 'free': {
      const found = Number(port) === 0 ? 'was found' : 'is free';
      return { status: 'pass', message: `${place} ${found}, and a connection to it reaches Grantbench.` };
    }
    case 'ours':
      return {
        status: 'warning',
        message: `${place} is held by this Grantbench itself, by a capture or a waiting run: redirects reach it.`,
      };
    case 'taken': {
      const by = owner === null ? 'another program' : `${owner.name} (process ${owner.pid})`;
      return { status: 'fail', message: `${place} is taken by ${by}: redirects would go there.` };
    }
    case 'unreachable': {
      // A machine without IPv6 is in order, as long as nothing but [::1] is asked for.
      const optional = address === '::1' && URL.parse(redirectUri)?.hostname !== '[::1]';
      return { status: optional ? 'warning' : 'fail', message: `${place} cannot be used (${reason ?? 'unknown reason'}).` };
    }
  }
}

function ofRegistered(
  registered: string | null,
  difference: Difference | null,
  redirectUri: string,
  kind: RedirectKind,
): RedirectFinding[] {
  if (registered === null) return [];
  if (difference === null) return [{ status: 'pass', message: 'It equals the registered one, character by character.' }];
  // RFC 8252 §7.3: the port of a loopback IP address does not count.
  const portOnly = kind === 'loopback' && registered !== null && withoutPort(redirectUri) === withoutPort(registered);
  return portOnly
    ? [
        {
          status: 'warning',
          message: `Only the port differs. A server that follows RFC 8252 §7.3 lets that pass; many do not. ${difference.message}`,
        },
      ]
    : [{ status: 'fail', message: `It differs from the registered one. ${difference.message}` }];
}

function toRegister(redirectUri: string, kind: RedirectKind): RedirectReport['register'] {
  const trimmed = redirectUri.trim().replace(/#.*$/s, '');
  const exact = { uri: trimmed, note: 'exactly this, character by character' };
  const url = URL.parse(trimmed);
  if (kind !== 'loopback' || url === null) return [exact];
  if (url.port === '0') {
    return [
      { uri: withoutPort(trimmed), note: 'at servers that ignore the port of loopback addresses (RFC 8252 §7.3)' },
      { uri: trimmed.replace(/:0+(?=[/?]|$)/, ':8400'), note: 'at servers that compare the port: choose one, and use it here too' },
    ];
  }
  return [exact, { uri: withoutPort(trimmed), note: 'also, at servers that ignore the port of loopback addresses (RFC 8252 §7.3)' }].filter(
    ({ uri }, index) => index === 0 || uri !== exact.uri,
  );
}

function withoutPort(uri: string): string {
  return uri.replace(/^(https?:\/\/(?:\[[^\]]*\]|[^/:?#]+)):\d+/i, '$1');
}

function portOf(redirectUri: string): number {
  const url = URL.parse(redirectUri);
  return url === null || url.port === '' ? (url?.protocol === 'https:' ? 443 : 80) : Number(url.port);
}
