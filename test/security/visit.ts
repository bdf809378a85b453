/** Where a visit to the authorization page ended. */
export interface Landing {
  readonly status: number;
  readonly url: string;
  readonly page: string;
}

/** Cookies that other programs of this machine left in the browser: it sends them to every port of a loopback host. */
export interface VisitOptions {
  readonly cookie?: string;
}

/** What a browser does with an authorization URL: follows redirects, posts forms, runs the page that reads the fragment. */
export async function visit(url: string, { cookie }: VisitOptions = {}): Promise<Landing> {
  const headers = { ...(cookie !== undefined && { Cookie: cookie }) };
  const first = await fetch(url, { redirect: 'manual' });
  const location = first.headers.get('location');
  if (location === null) {
    const { post, form } = (await first.json()) as { post: string; form: Record<string, string> };
    return follow(await fetch(post, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(form) }), post);
  }
  await first.body?.cancel();
  const target = new URL(location);
  if (target.hash === '') return follow(await fetch(target, { redirect: 'manual', headers }), location);
  const { origin, pathname } = target;
  await (await fetch(target, { headers })).text();
  const posted = await fetch(origin + pathname, {
    method: 'POST',
    headers: { ...headers, Origin: origin },
    body: new URLSearchParams(target.hash.slice(1)),
  });
  const page = await posted.text();
  if (!posted.ok) return { status: posted.status, url: posted.url, page };
  return follow(await fetch(new URL(page, origin), { headers }), origin);
}

async function follow(answer: Response, from: string): Promise<Landing> {
  const location = answer.headers.get('location');
  const last = location === null ? answer : await fetch(new URL(location, from));
  if (last !== answer) await answer.body?.cancel();
  return { status: last.status, url: last.url, page: await last.text() };
}
