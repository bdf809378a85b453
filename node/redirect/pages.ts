import { randomBytes } from 'node:crypto';
import type { LandingWords, RawHeaders } from '../../shared/ports.ts';

/** One complete answer of the listener. */
export interface Answer {
  readonly status: number;
  readonly headers: RawHeaders;
  readonly body: Buffer;
}

const style = `
:root { color-scheme: light dark; --page: #f7f7f8; --panel: #ffffff; --line: #e4e4e8; --text: #1b1b1f; --dim: #5c5c66; --good: #1a7f3c; --bad: #c22f2f; }
@media (prefers-color-scheme: dark) { :root { --page: #131316; --panel: #1b1b20; --line: #2c2c33; --text: #ececf1; --dim: #a8a8b4; --good: #5fd38a; --bad: #ff8a80; } }
* { box-sizing: border-box; margin: 0; }
body { min-height: 100vh; display: grid; place-items: center; padding: 24px; background: var(--page); color: var(--text); font: 400 14px/1.55 Inter, system-ui, sans-serif; }
main { width: 100%; max-width: 440px; padding: 28px 32px; background: var(--panel); border: 1px solid var(--line); border-radius: 8px; overflow-wrap: anywhere; }
.name { font-size: 13px; font-weight: 500; color: var(--dim); }
.word { display: flex; align-items: center; gap: 8px; margin-top: 16px; font-size: 13px; font-weight: 600; }
.word::before { content: ""; width: 8px; height: 8px; border-radius: 50%; background: currentColor; }
.good { color: var(--good); } .bad { color: var(--bad); } .plain { color: var(--dim); }
h1 { margin-top: 4px; font-size: 18px; font-weight: 600; line-height: 1.35; }
p { margin-top: 8px; } .close { margin-top: 20px; color: var(--dim); }
`;

/**
 * The page on which the browser ends. The redirect itself was answered with a 303 to it, so that the URL
 * with code and state never becomes an entry of the history: a script that rewrites the address bar
 * comes too late for that, and needs scripts.
 */
export function landingPage(words: LandingWords): Answer {
  return page(200, words, words.ok ? { word: 'Received', tone: 'good' } : { word: 'Not accepted', tone: 'bad' });
}

/** Answers a request that is nobody's redirect. */
export function strayPage(status: number, reason: string): Answer {
  return page(
    status,
    { title: 'Nothing happened here', text: `${reason} Grantbench kept a note of it and did nothing with it.` },
    { word: 'Ignored', tone: 'plain' },
  );
}

/** Answers plain HTTP at a port that speaks HTTPS (RFC 9110 §15.5.22). */
export function plainPage(port: number): Answer {
  const text = `Port ${port} speaks HTTPS. The address must begin with https://; the redirect URI at the server too.`;
  const answer = page(426, { title: 'This was plain HTTP', text }, { word: 'Ignored', tone: 'plain' });
  return { ...answer, headers: [...answer.headers, ['Upgrade', 'TLS/1.2']] };
}

/** Sends the browser on, away from the URL that carries the code. */
export function redirectTo(path: string): Answer {
  return {
    status: 303,
    headers: [['Location', path], ...safeHeaders("default-src 'none'"), ['Content-Length', '0']],
    body: Buffer.alloc(0),
  };
}

/** Tells the script of the fragment page where to go. */
export function textAnswer(text: string): Answer {
  const body = Buffer.from(text);
  return {
    status: 200,
    headers: [['Content-Type', 'text/plain; charset=utf-8'], ...safeHeaders("default-src 'none'"), ['Content-Length', String(body.length)]],
    body,
  };
}

/** Reads the fragment, takes it out of the address bar before anything else, and posts it back. */
export function fragmentPage(): Answer {
  const script = `
const fragment = location.hash.slice(1);
history.replaceState(null, '', location.pathname);
const say = (title, text) => { document.querySelector('h1').textContent = title; document.querySelector('p').textContent = text; };
addEventListener('DOMContentLoaded', async () => {
  if (fragment === '') return say('The redirect was empty', 'The address carried no parameters, neither in the query nor in the fragment.');
  try {
    const answer = await fetch(location.pathname, { method: 'POST', body: new URLSearchParams(fragment), credentials: 'omit', cache: 'no-store' });
    if (answer.ok) location.replace(await answer.text());
    else say('Not accepted', 'Grantbench does not wait for this redirect, or has it already.');
  } catch { say('Grantbench does not answer', 'It may have stopped waiting. Start the run again.'); }
});`;
  return page(200, { title: 'One moment', text: 'Handing the answer over to Grantbench.' }, { word: 'Redirect', tone: 'plain' }, script);
}

/**
 * The page of a captured request: hands the fragment, which only the browser has, to `postTo`, and takes
 * the parameters out of the address bar.
 */
export function capturePage(postTo: string): Answer {
  const script = `
const fragment = location.hash.slice(1);
history.replaceState(null, '', location.pathname);
fetch('${postTo}', { method: 'POST', body: fragment, credentials: 'omit', cache: 'no-store' }).catch(() => {});`;
  return page(200, capturedWords, { word: 'Captured', tone: 'good' }, script);
}

/** The page of a captured request that can have no fragment. */
export function capturedPage(): Answer {
  return page(200, capturedWords, { word: 'Captured', tone: 'good' });
}

const capturedWords = { title: 'The request arrived', text: 'Grantbench recorded it: address, headers and body.' };

/** Answers a ping: nothing to read for one that was awaited, else why not. */
export function notificationAnswer(status: number, reason: string): Answer {
  const body = Buffer.from(status === 204 ? '' : `${reason}\n`);
  return {
    status,
    headers: [
      ...(status === 204 ? [] : ([['Content-Type', 'text/plain; charset=utf-8']] as const)),
      ...(status === 401 ? ([['WWW-Authenticate', 'Bearer']] as const) : []),
      ['Cache-Control', 'no-store'],
      ['Connection', 'close'],
      ...(status === 204 ? [] : ([['Content-Length', String(body.length)]] as const)),
    ],
    body,
  };
}

function page(status: number, words: Pick<LandingWords, 'title' | 'text'>, mark: { word: string; tone: string }, script?: string): Answer {
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    ...(script === undefined ? [] : [`script-src 'nonce-${nonce}'`, "connect-src 'self'"]),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  const body = Buffer.from(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(words.title)} · Grantbench</title>
<style nonce="${nonce}">${style}</style>
${script === undefined ? '' : `<script nonce="${nonce}">${script}</script>`}
</head>
<body>
<main>
<div class="name">Grantbench</div>
<div class="word ${mark.tone}">${escaped(mark.word)}</div>
<h1>${escaped(words.title)}</h1>
<p>${escaped(words.text)}</p>
<p class="close">You can close this tab.</p>
</main>
</body>
</html>
`);
  return {
    status,
    headers: [['Content-Type', 'text/html; charset=utf-8'], ...safeHeaders(policy), ['Content-Length', String(body.length)]],
    body,
  };
}

function safeHeaders(policy: string): RawHeaders {
  return [
    ['Content-Security-Policy', policy],
    ['Cache-Control', 'no-store'],
    ['Referrer-Policy', 'no-referrer'],
    ['X-Content-Type-Options', 'nosniff'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    // One request per connection: nothing pipelined behind a redirect is left over when the listener goes.
    ['Connection', 'close'],
  ];
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
