import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Reply } from '../../shared/contract/contract.ts';
import { ownPage, send } from '../contract/serve-caller.ts';
import { program } from '../integration/cli/run-cli.ts';
import { createScreen, type Screen } from './screen.ts';

/** `grantbench serve` as a process, and a page that talks to it as the screen does. */
export interface ServeProcess {
  readonly screen: Screen;
  readonly child: ChildProcess;
  readonly port: number;
  /** Everything the process wrote, the launch address excepted. */
  written(): string;
  /** What lets a page in: the launch token, and the bearer it was traded for. */
  readonly tokens: readonly string[];
  /** `Set-Cookie` headers of all answers so far. */
  readonly cookies: readonly string[];
  /** Ends it as a user does (Ctrl+C). */
  stop(): Promise<void>;
}

/** Starts it with everything it may write to below one folder: `data`, `home`, `tmp`. */
export async function startServe(folder: string, change: NodeJS.ProcessEnv = {}): Promise<ServeProcess> {
  const [data, home, tmp] = ['data', 'home', 'tmp'].map((name) => join(folder, name)) as [string, string, string];
  for (const made of [home, tmp]) mkdirSync(made);
  const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home, TMPDIR: tmp, ...change };
  const child = spawn(process.execPath, [program, 'serve', '--json', '--no-open', '--data-dir', data], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => chunks.push(text));
  const lines = createInterface({ input: child.stdout });
  const [first] = (await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(() => Promise.reject(new Error(`serve ended: ${chunks.join('')}`))),
  ])) as [string];
  lines.on('line', (line) => chunks.push(line));
  const address = new URL((JSON.parse(first) as { url: string }).url);
  const port = Number(address.port);

  const cookies: string[] = [];
  const launchToken = address.hash.slice(1);
  const launched = await post(port, '/session', launchToken, '', cookies);
  if (!launched.ok) throw new Error(launched.error.message);
  const { bearer } = launched.value as { bearer: string };
  const screen = await connectScreen(port, bearer, cookies);

  return {
    screen,
    child,
    port,
    tokens: [launchToken, bearer],
    cookies,
    written: () => chunks.join('\n'),
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGINT');
      await once(child, 'exit');
    },
  };
}

/** A screen at a running host, for whoever has a bearer. Cookies that the host sets are put into the list. */
export async function connectScreen(port: number, bearer: string, cookies: string[] = []): Promise<Screen> {
  const screen = createScreen((method, input) => post(port, '/rpc', bearer, JSON.stringify({ method, input }), cookies));
  await listen(port, bearer, cookies, (line) => {
    const { name, payload } = JSON.parse(line) as { name: string; payload: unknown };
    screen.hear(name, payload);
  });
  return screen;
}

async function post(port: number, path: string, token: string, body: string, cookies: string[]): Promise<Reply<unknown>> {
  const answer = await send(port, { method: 'POST', path, headers: { ...ownPage(port), Authorization: `Bearer ${token}` }, body });
  cookies.push(...(answer.headers['set-cookie'] ?? []));
  return JSON.parse(answer.text) as Reply<unknown>;
}

/** Opens the stream of events; resolves once it stands. */
function listen(port: number, bearer: string, cookies: string[], hear: (line: string) => void): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const headers = { ...ownPage(port), Authorization: `Bearer ${bearer}` };
  const outgoing = httpRequest({ host: '127.0.0.1', port, path: '/events', headers, agent: false }, (response) => {
    cookies.push(...(response.headers['set-cookie'] ?? []));
    createInterface({ input: response }).on('line', (line) => {
      resolve();
      if (line !== '') hear(line);
    });
    // The host ends the stream when it is stopped.
    response.on('error', () => {});
  });
  outgoing.on('error', reject);
  outgoing.end();
  return promise;
}
