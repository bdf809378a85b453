import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuthorizationAnswerName, TokenAnswerName } from '../fixtures/echo-answers.ts';
import { type Document, documentOf, type Ended, start } from '../integration/cli/run-cli.ts';
import type { Canary } from './canary.ts';
import { type CanaryWorld, canaryWorld, given } from './canary-scenario.ts';
import { sightingsInFiles } from './files.ts';
import { canaryScanner } from './find-canaries.ts';
import { visit } from './visit.ts';

const folder = mkdtempSync(join(tmpdir(), 'grantbench-canary-cli-'));
let world: CanaryWorld;
let runs = 0;

beforeAll(async () => {
  world = await canaryWorld();
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Wish {
  readonly grant: string;
  readonly token?: TokenAnswerName;
  readonly authorization?: AuthorizationAnswerName;
  readonly output?: readonly string[];
}

/** What stands in the environment of the program and in no argument. */
const environment = {
  CLIENT_SECRET: given.client_secret.value,
  PASSWORD: given.password.value,
  REFRESH_TOKEN: given.refresh_token.value,
};
const secretOptions = (grant: string) => [
  ...['--client-secret-env', 'CLIENT_SECRET'],
  ...(grant === 'password' ? ['--username', 'alice', '--password-env', 'PASSWORD'] : []),
  ...(grant === 'ciba' ? ['--login-hint', 'alice'] : []),
  ...(grant === 'refresh_token' ? ['--refresh-token-env', 'REFRESH_TOKEN'] : []),
  ...['--param', `api_key=${given['token parameter'].value}`, '--header', `X-Api-Key: ${given['token header'].value}`],
  ...['--auth-param', `login_token=${given['authorization parameter'].value}`],
];

/** Runs `grantbench token`, playing the user at the browser. */
async function token({ grant, token: answer = 'tokens', authorization = 'code', output = ['--json'] }: Wish): Promise<Ended> {
  const issuer = world.server.issuer(`cli-${runs++}`, { token: answer, authorization, signedTokens: runs % 2 === 0 });
  const args = ['token', issuer, '--grant-type', grant, '--client-id', 'client', '--scope', 'openid', '--no-open', '--timeout', '20'];
  const env = { ...environment, HOME: folder, XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: folder, TMPDIR: folder };
  const running = start([...args, ...secretOptions(grant), ...output], { env, stdin: '', cwd: folder });
  if (['authorization_code', 'implicit', 'hybrid'].includes(grant)) {
    const line = await running.line('stderr', (text) => text.includes('/authorize?'));
    const url = line.startsWith('{') ? (JSON.parse(line) as { url: string }).url : line.trim();
    shown.push((await visit(url, { cookie: `other=${world.browserCookie.value}` })).page);
  }
  return running.ended;
}

/** Pages the browser landed on. */
const shown: string[] = [];

/** Standard error without the address the user must go to, which the contract gives verbatim. */
const withoutAddress = (text: string) =>
  text
    .split('\n')
    .filter((line) => !line.includes('/authorize?'))
    .join('\n');

const grants = ['client_credentials', 'password', 'authorization_code', 'refresh_token'] as const;
const find = (text: string) => canaryScanner(world.canaries()).find(text);
const sightings = (text: string) => [...new Set(find(text).map(({ kind, spelling, context }) => `${kind} (${spelling}): ${context}`))];

test.each(['device_code', 'ciba', 'implicit', 'hybrid'] as const)('%s --json shows none outside the tokens', async (grant) => {
  const ended = await token({ grant });
  const { tokens, ...rest } = documentOf(ended);
  expect(tokens.access_token).toBeTypeOf('string');
  expect(sightings(JSON.stringify(rest))).toEqual([]);
  expect(sightings(withoutAddress(ended.stderr))).toEqual([]);
});

describe.each(grants)('grantbench token with canaries, %s', (grant) => {
  test.each(['tokens', 'refusesInBase64'] as const)('--json shows none outside the tokens: %s', async (answer) => {
    const ended = await token({ grant, token: answer });
    const { tokens, ...rest } = documentOf(ended);
    expect(rest.steps.some(({ name }) => name === 'token')).toBe(true);
    expect(sightings(JSON.stringify(rest))).toEqual([]);
    expect(sightings(withoutAddress(ended.stderr))).toEqual([]);
    if (answer === 'tokens') expect(tokens.access_token).toBeTypeOf('string');
    else expect(tokens).toEqual({});
  });

  test('--show-secrets shows what was hidden: it was there', async () => {
    const ended = await token({ grant, output: ['--json', '--show-secrets'] });
    const kinds = new Set(find(JSON.stringify(documentOf(ended).steps)).map(({ kind }) => kind));
    const sent: Record<typeof grant, readonly Canary[]> = {
      client_credentials: [],
      password: [given.password],
      authorization_code: [given['authorization parameter']],
      refresh_token: [given.refresh_token],
    };
    for (const { kind } of [given.client_secret, given['token parameter'], given['token header'], ...sent[grant]])
      expect(kinds).toContain(kind);
  });

  test('for a person it shows none but the tokens', async () => {
    const refused = await token({ grant, token: 'refuses', output: [] });
    expect(sightings(refused.stdout + withoutAddress(refused.stderr))).toEqual([]);
    const ended = await token({ grant, token: 'tokens', output: [] });
    expect(sightings(withoutAddress(ended.stderr))).toEqual([]);
    expect(ended.stdout).toContain('access_token: ');
  });
});

test.each(['refuses', 'refusesWithEcho', 'codeAndError', 'otherIssuer'] as const)(
  'a redirect that repeats everything (%s) brings none into the output or onto the page',
  async (authorization) => {
    const ended = await token({ grant: 'authorization_code', authorization });
    const document: Document = documentOf(ended);
    expect(document.error).toBeDefined();
    expect(sightings(JSON.stringify(document) + withoutAddress(ended.stderr))).toEqual([]);
  },
);

test('nothing was shown in the browser, and nothing was left in a file', () => {
  expect(shown.length).toBeGreaterThan(5);
  expect(sightings(shown.join('\n'))).toEqual([]);
  expect(sightingsInFiles(canaryScanner(world.canaries()), folder)).toEqual([]);
});
