import type { PlaygroundPages } from './playground-pages.ts';

/** Consents in a browser that cannot reach the redirect URI. @returns where it was sent. */
export async function allowUnreachable(pages: PlaygroundPages): Promise<string> {
  const { request } = pages.page.context();
  const redirected = Promise.withResolvers<string>();
  // Playwright shows a route the first request of a chain of redirects only; so the chain is followed here.
  await pages.page.route('**/*', async (route) => {
    let answer = await route.fetch({ maxRedirects: 0 });
    for (;;) {
      const { location } = answer.headers();
      if (location === undefined) return route.fulfill({ response: answer });
      const next = new URL(location, answer.url()).href;
      if (new URL(next).searchParams.has('code')) {
        redirected.resolve(next);
        return route.abort();
      }
      answer = await request.get(next, { maxRedirects: 0 });
    }
  });
  await pages.allow();
  return redirected.promise;
}
