import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loopbackCertificate } from '../../node/redirect/loopback-certificate.ts';
import { createRedirectPort } from '../../node/redirect/redirect-port.ts';
import type { ResponseMode } from '../../shared/model/profile.ts';
import { expect, test } from './host-fixture.ts';

/** An authorization server that only redirects: what matters here is what the browser does then. */
async function redirectingServer(mode: ResponseMode, redirectUri: string) {
  const server = createServer((message, response) => {
    if (message.url === '/start') {
      response.setHeader('Content-Type', 'text/html');
      response.end('<a href="/go">Sign in</a>');
    } else if (mode === 'form_post') {
      response.setHeader('Content-Type', 'text/html');
      response.end(
        `<form method="post" action="${redirectUri}"><input name="code" value="THE-CODE"><input name="state" value="THE-STATE"></form><script>document.forms[0].submit()</script>`,
      );
    } else {
      // Sloppy on purpose: redirects every request, its own favicon's too.
      response.writeHead(302, { Location: `${redirectUri}${mode === 'query' ? '?' : '#'}code=THE-CODE&state=THE-STATE` });
      response.end();
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/start`,
    close: () => server.closeAllConnections() ?? server.close(),
  };
}

test('the page the browser lands on keeps nothing, and a certificate it does not trust is told of', async ({ page, context, browser }) => {
  for (const mode of ['query', 'fragment', 'form_post'] as const) {
    for (const host of ['127.0.0.1', 'localhost']) {
      await test.step(`a redirect by ${mode} to ${host} leaves neither code nor state in address bar and history`, async () => {
        const redirects = createRedirectPort({ now: () => Date.now() });
        const armed = await redirects.arm({
          redirectUri: `http://${host}:0/callback`,
          responseMode: mode,
          state: 'THE-STATE',
          signal: new AbortController().signal,
          judge: () => ({ ok: true, title: 'Signed in', text: '<b>Not bold</b>' }),
          stray() {},
        });
        const server = await redirectingServer(mode, armed.redirectUri);
        await page.goto(server.url);
        await page.getByRole('link').click();

        await expect(page.getByRole('heading', { name: 'Signed in' })).toBeVisible();
        await expect(page.getByText('You can close this tab.')).toBeVisible();
        await expect(page.getByText('<b>Not bold</b>')).toBeVisible();
        expect(await armed.received).toMatchObject({
          via: mode,
          parameters: [
            ['code', 'THE-CODE'],
            ['state', 'THE-STATE'],
          ],
        });

        const session = await context.newCDPSession(page);
        const { entries } = await session.send('Page.getNavigationHistory');
        const seen = [page.url(), await page.evaluate(() => document.referrer), ...entries.map(({ url }) => url)].join('\n');
        expect(seen).not.toMatch(/THE-CODE|THE-STATE/);
        // The style is applied: the policy lets our own nonce through and nothing else is needed.
        expect(await page.evaluate(() => getComputedStyle(document.querySelector('main') ?? document.body).borderRadius)).toBe('8px');
        server.close();
        await armed.close();
        await redirects.close();
      });
    }
  }

  await test.step('a browser that does not trust the certificate is told of, and the run still waits for one that goes on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'grantbench-https-'));
    const redirects = createRedirectPort({ now: () => Date.now() }, { certificate: () => loopbackCertificate(folder) });
    let distrusted = 0;
    const armed = await redirects.arm({
      redirectUri: 'https://localhost:0/callback',
      responseMode: 'fragment',
      state: 'THE-STATE',
      signal: new AbortController().signal,
      judge: () => ({ ok: true, title: 'Signed in', text: '' }),
      stray() {},
      distrusted() {
        distrusted += 1;
      },
    });
    const target = `${armed.redirectUri}#code=THE-CODE&state=THE-STATE`;
    await expect(page.goto(target)).rejects.toThrow('ERR_CERT_AUTHORITY_INVALID');
    await expect.poll(() => distrusted).toBeGreaterThan(0);
    // What a person does who has compared the fingerprint.
    const other = await browser.newContext({ ignoreHTTPSErrors: true });
    const trusting = await other.newPage();
    await trusting.goto(target);
    await expect(trusting.getByRole('heading', { name: 'Signed in' })).toBeVisible();
    expect(await armed.received).toMatchObject({ way: 'https_loopback', via: 'fragment' });
    await other.close();
    await armed.close();
    await redirects.close();
    rmSync(folder, { recursive: true, force: true });
  });
});
