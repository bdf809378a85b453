import { createHash, randomBytes } from 'node:crypto';

/** A token answer as it came, with the HTTP status. */
export interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

/** Posts a form to an endpoint; `basic` is `id:secret`. */
export async function post(url: string, form: Record<string, string>, basic?: string): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: !basic ? {} : { Authorization: `Basic ${btoa(basic)}` },
    redirect: 'manual',
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
}

/** Claims of a JWT, unverified. */
export function claimsOf(token: unknown): Record<string, unknown> {
  return JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
}

/** Header of a JWT, unverified. */
export function headerOf(token: unknown): Record<string, unknown> {
  return JSON.parse(Buffer.from(String(token).split('.')[0] ?? '', 'base64url').toString()) as Record<string, unknown>;
}

/** A browser without a screen: keeps cookies by path, follows nothing by itself. */
export class PlainBrowser {
  readonly #cookies = new Map<string, { value: string; path: string }>();

  async request(url: string, form?: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
    const { pathname } = new URL(url);
    const cookie = [...this.#cookies].filter(([, { path }]) => pathname.startsWith(path)).map(([name, { value }]) => `${name}=${value}`);
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { Accept: 'text/html', ...(cookie.length > 0 && { Cookie: cookie.join('; ') }), ...headers },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    const path = /;\s*path=([^;]+)/i.exec(line)?.[1] ?? '/';
    if (value === '' || /expires=thu, 01 jan 1970/i.test(line)) this.#cookies.delete(name);
    else this.#cookies.set(name, { value, path });
  }

  /** Goes on from an answer through redirects that stay at the same server; returns the first page, or the redirect that leaves it. */
  async follow(origin: string, response: Response): Promise<{ page: Response; url: string } | { left: URL }> {
    let current = response;
    let url = response.url;
    for (let hops = 0; hops < 10; hops++) {
      const location = current.headers.get('location');
      if (location === null) return { page: current, url };
      const target = new URL(location, url);
      if (target.origin !== origin) return { left: target };
      url = target.href;
      current = await this.request(url);
    }
    throw new Error('too many redirects');
  }
}

/** What to do at the pages; each answers one of them. */
export type Act = Record<string, string>;

export const signIn = (username = 'alice', password = 'wonderland'): Act => ({ step: 'login', username, password });
export const allow: Act = { step: 'consent', decision: 'allow' };
export const deny: Act = { step: 'consent', decision: 'deny' };

/** Walks an authorization request through the playground's pages; returns where the browser was sent, or the page it stands at. */
export async function authorize(
  browser: PlainBrowser,
  url: string,
  acts: readonly Act[],
): Promise<{ page: Response; url: string } | { left: URL }> {
  const { origin } = new URL(url);
  let place = await browser.follow(origin, await browser.request(url));
  for (const act of acts) {
    if ('left' in place) throw new Error(`left the playground too early: ${place.left.href}`);
    place = await browser.follow(origin, await browser.request(place.url, act));
  }
  return place;
}

/** A PKCE pair (RFC 7636 §4). */
export function pkce(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}
