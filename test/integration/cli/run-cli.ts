import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built program where the whole test command has just built it, otherwise the sources. */
export const program = fileURLToPath(
  new URL(process.env.GRANTBENCH_TEST_BUILT === '1' ? '../../../dist/host/grantbench.js' : '../../../cli/grantbench.ts', import.meta.url),
);

/** How a command ended, and everything it wrote. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  env?: Record<string, string>;
  stdin?: string;
  cwd?: string;
}

/** A command that runs. */
export interface Running {
  child: ChildProcessWithoutNullStreams;
  ended: Promise<Ended>;
  /** The first line of that output that the test accepts. */
  line(from: 'stdout' | 'stderr', accept?: (line: string) => boolean): Promise<string>;
}

/** A home of its own for one test file, so that no command ever sees the folders of the person at this machine. */
export function temporaryHome(): { folder: string; env: Record<string, string>; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'grantbench-cli-'));
  return {
    folder,
    env: { HOME: folder, XDG_CONFIG_HOME: join(folder, 'config'), APPDATA: join(folder, 'config') },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Of this process's environment, what a program needs to start, and to start fast: a home of its own has no compiled code yet. */
export const inherited: Readonly<Record<string, string>> = Object.fromEntries(
  ['PATH', 'SystemRoot', 'NODE_COMPILE_CACHE'].flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
);

/** Starts the real program. */
export function start(args: readonly string[], options: RunOptions = {}): Running {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...inherited, ...options.env },
    cwd: options.cwd,
  });
  const output = { stdout: '', stderr: '' };
  const waiting: { from: 'stdout' | 'stderr'; check(): boolean }[] = [];
  for (const from of ['stdout', 'stderr'] as const) {
    child[from].setEncoding('utf8').on('data', (text: string) => {
      output[from] += text;
      for (const one of [...waiting]) if (one.from === from && one.check()) waiting.splice(waiting.indexOf(one), 1);
    });
  }
  child.stdin.on('error', () => {});
  if (options.stdin !== undefined) child.stdin.end(options.stdin);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...output }));
  });
  return {
    child,
    ended,
    line(from, accept = () => true) {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      const check = () => {
        const found = output[from].split('\n').slice(0, -1).find(accept);
        if (found !== undefined) resolve(found);
        return found !== undefined;
      };
      if (!check()) waiting.push({ from, check });
      void ended.then((all) => reject(new Error(`ended with ${all.code} before that line:\n${all.stdout}\n${all.stderr}`)));
      return promise;
    },
  };
}

/** Runs it to its end. */
export function run(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return start(args, { stdin: '', ...options }).ended;
}

/** What `--json` printed: exactly one document on one line. */
export function documentOf(ended: Ended): Document {
  const lines = ended.stdout.split('\n');
  if (lines.length !== 2 || lines[1] !== '') throw new Error(`not one line of JSON:\n${ended.stdout}\n${ended.stderr}`);
  return JSON.parse(lines[0] ?? '') as Document;
}

export interface Document {
  ok: boolean;
  tokens: Record<string, unknown>;
  decoded: Record<string, { header: Record<string, unknown>; payload: Record<string, unknown> }>;
  verdicts: { id: string; status: string; expected: unknown; actual: unknown; spec: unknown; message: string }[];
  steps: { name: string; exchange?: Exchange }[];
  error?: { code: string; message: string; hint: string; spec?: unknown; oauth?: { error: string } };
  diagnosis?: { id: string; message: string }[];
}

export interface Exchange {
  request: { method: string; url: string; headers: [string, string][]; body: string | null };
  response: { status: number; headers: [string, string][]; body: string } | null;
  timings: Record<'dns' | 'connect' | 'tls' | 'first_byte' | 'total', number | null>;
}
