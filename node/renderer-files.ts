import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { AppError } from '../shared/errors.ts';

export interface RendererFile {
  readonly status: 200 | 404;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** The policy both hosts serve the screen with. Names what it needs; everything else is refused. */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function headersFor(type: string, nonce: string, cacheControl: string): Record<string, string> {
  return {
    'Content-Type': type,
    'Content-Security-Policy': contentSecurityPolicy(nonce),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': cacheControl,
  };
}

/**
 * The built screen, ready to be served by either host. Only what stands in the folder now can be
 * asked for, so no path leads out of it. `/` is the page; the nonce of this load is put into it as
 * `<meta property="csp-nonce" nonce="…">`, where the screen (and Vite's own loader) reads it from
 * the element's `nonce` property.
 *
 * @param folder `dist/renderer`.
 * @returns answers a URL path (no query), with a nonce made afresh for this load.
 * @throws AppError `INTERNAL` when the screen has not been built.
 */
export function openRendererFiles(folder: string): (path: string, nonce: string) => RendererFile {
  const files = listFiles(folder);
  const page = files.get('/index.html');
  if (page === undefined) {
    throw new AppError('INTERNAL', { message: `The screen is not built: ${folder} has no index.html.`, hint: 'Run npm run build.' });
  }
  const pageText = readFileSync(page, 'utf8');
  const contents = new Map<string, Uint8Array<ArrayBuffer>>();

  return (path, nonce) => {
    if (path === '/' || path === '/index.html') {
      const text = pageText.replace('<head>', `<head><meta property="csp-nonce" nonce="${nonce}">`);
      return { status: 200, headers: headersFor(types['.html'] ?? '', nonce, 'no-store'), body: new TextEncoder().encode(text) };
    }
    const file = files.get(path);
    if (file === undefined) {
      return {
        status: 404,
        headers: headersFor('text/plain; charset=utf-8', nonce, 'no-store'),
        body: new TextEncoder().encode('Not found\n'),
      };
    }
    const body = contents.get(path) ?? new Uint8Array(readFileSync(file));
    contents.set(path, body);
    // Vite puts a hash of the content into the name of everything under assets/.
    const cacheControl = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    return { status: 200, headers: headersFor(types[extname(path)] ?? 'application/octet-stream', nonce, cacheControl), body };
  };
}

/** Every file below the folder, by URL path. */
function listFiles(folder: string): Map<string, string> {
  const files = new Map<string, string>();
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch {
    return files;
  }
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    files.set(`/${relative(folder, file).split(sep).join('/')}`, file);
  }
  return files;
}
