/**
 * The one test command: `npm test`. Types, lint and floors, build, then every suite: unit, contract,
 * integration and security with Vitest, the screens with Playwright. Vitest and Playwright run inside
 * a private D-Bus session with a keychain of their own, so that no test ever sees the user's.
 */
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = join(root, 'test-results');
const vitestReport = join(reports, 'vitest.json');
const playwrightReport = join(reports, 'playwright.json');

/** A Node program among our tools, by its path from the root. */
const tool = {
  tsc: 'node_modules/typescript/bin/tsc',
  biome: 'node_modules/@biomejs/biome/bin/biome',
  vitest: 'node_modules/vitest/vitest.mjs',
  playwright: 'node_modules/@playwright/test/cli.js',
  privateKeychain: 'scripts/private-keychain.ts',
};

/** Hundreds of programs are started, most of them the same few: each is read and compiled once. */
const compileCache = join(root, 'node_modules/.cache/tests');

/** Bytes the data folders, keychains and browser profiles of all tests stay well below. */
const ROOM = 2 * 2 ** 30;

/**
 * Where the tests' temporary folders go. Thousands of small files are written through to the disk;
 * in memory, where the system has such a place, that costs nothing.
 */
function temporaryFolder(): string {
  const inMemory = '/dev/shm';
  try {
    accessSync(inMemory, constants.W_OK);
    const { bavail, bsize } = statfsSync(inMemory);
    if (bavail * bsize >= ROOM) return mkdtempSync(join(inMemory, 'grantbench-'));
  } catch {
    // Not Linux, or a container without it.
  }
  return mkdtempSync(join(tmpdir(), 'grantbench-'));
}

const temporary = temporaryFolder();

interface Part {
  readonly name: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const inPrivateKeychain = (...args: string[]) => [tool.privateKeychain, '--', process.execPath, ...args];

const machine: Part = { name: 'machine', args: ['scripts/prepare-machine.ts'] };
// One checker to a project: several would each work out the same types anew.
const types: Part = { name: 'types', args: [tool.tsc, '-b', '--checkers', '1'] };
const lint: Part = { name: 'lint', args: [tool.biome, 'check', '--error-on-warnings', '.'] };
const build: Part = { name: 'build', args: ['scripts/build.ts'] };
const suites: readonly Part[] = [
  {
    name: 'unit, contract, integration, security',
    args: inPrivateKeychain(tool.vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`),
    // The command line's tests run the built file: what a user gets is what is proved.
    env: { GRANTBENCH_TEST_BUILT: '1' },
  },
  {
    name: 'browser',
    args: inPrivateKeychain(tool.playwright, 'test', '--reporter=line,json'),
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport },
  },
];

function runPart(part: Part): Promise<boolean> {
  console.log(`— ${part.name} …`);
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, part.args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NODE_COMPILE_CACHE: compileCache, TMPDIR: temporary, ...part.env },
    });
    child.on('error', () => resolve(false));
    child.on('close', (code) => {
      console.log(`— ${part.name}: ${code === 0 ? 'passed' : 'FAILED'} in ${((performance.now() - started) / 1_000).toFixed(1)} s`);
      resolve(code === 0);
    });
  });
}

interface Count {
  passed: number;
  failed: number;
}

/** Reads the counts out of the suites' own reports; a suite that left none counts as one failure. */
function count(): Count {
  const total: Count = { passed: 0, failed: 0 };
  if (existsSync(vitestReport)) {
    const report = JSON.parse(readFileSync(vitestReport, 'utf8')) as { numPassedTests: number; numFailedTests: number };
    total.passed += report.numPassedTests;
    total.failed += report.numFailedTests;
  } else total.failed += 1;
  if (existsSync(playwrightReport)) {
    const report = JSON.parse(readFileSync(playwrightReport, 'utf8')) as { stats: { expected: number; unexpected: number; flaky: number } };
    total.passed += report.stats.expected;
    total.failed += report.stats.unexpected + report.stats.flaky;
  } else total.failed += 1;
  return total;
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const failures: string[] = [];

/** Runs parts one after the other. @returns whether all passed; those behind a failure run all the same */
async function passes(...parts: readonly Part[]): Promise<boolean> {
  let all = true;
  for (const part of parts) {
    if (await runPart(part)) continue;
    failures.push(part.name);
    all = false;
  }
  return all;
}

// Without the machine's tools or the build, the suites would only repeat the same complaint.
if (await passes(machine)) {
  // The types and the build each keep one core busy.
  const [, isBuilt] = await Promise.all([passes(types), passes(build), passes(lint)]);
  if (isBuilt) await passes(...suites);
}
rmSync(temporary, { recursive: true, force: true });
const { passed, failed } = count();
for (const name of failures) console.error(`FAILED: ${name}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failures.length === 0 && failed === 0 ? 0 : 1;
