import { afterAll, beforeAll, expect, test } from 'vitest';
import { runLogoutCommand } from '../../../cli/logout/run-logout-command.ts';
import { type OidcServer, startOidcServer } from '../../fixtures/oidc-server.ts';
import { signOutAndLand } from '../../fixtures/sign-out.ts';
import { documentOf, run, start, temporaryHome } from './run-cli.ts';

const home = temporaryHome();
let server: OidcServer;

beforeAll(async () => {
  server = await startOidcServer();
});

afterAll(async () => {
  await server.close();
  home.remove();
});

test('asks for the browser in one line, and checks the way back', async () => {
  const running = start(
    [
      'logout',
      server.issuer,
      '--client-id',
      'public',
      '--post-logout-redirect-uri',
      'http://127.0.0.1:0/signed-out',
      '--no-open',
      '--json',
    ],
    { env: home.env, stdin: '' },
  );
  const event = JSON.parse(await running.line('stderr')) as { event: string; url: string; redirect_uri: string };
  expect([event.event, event.redirect_uri]).toEqual(['logout.requested', expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/signed-out$/)]);
  await signOutAndLand(event.url);
  const ended = await running.ended;
  const document = documentOf(ended);
  expect([ended.code, document.ok, document.steps.map(({ name }) => name)]).toEqual([0, true, ['discovery', 'logout', 'callback']]);
  expect(document.verdicts.find(({ id }) => id === 'logout_state')).toMatchObject({ status: 'pass' });
});

test('without a way back it ends when the page is told; the ID token is in the address alone', async () => {
  const idToken = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGljZSJ9.';
  const ended = await run(
    ['logout', '--end-session-endpoint', `${server.issuer}/session/end`, '--token-env', 'ID_TOKEN', '--no-open', '--json'],
    {
      env: { ...home.env, ID_TOKEN: idToken },
    },
  );
  const [line = ''] = ended.stderr.split('\n');
  expect(JSON.parse(line)).toEqual({ event: 'logout.requested', url: `${server.issuer}/session/end?id_token_hint=${idToken}` });
  expect([ended.code, documentOf(ended).ok]).toEqual([0, true]);
  expect(ended.stdout).not.toContain(idToken);
});

test('an ID token that is empty is a variable somebody forgot to set, and nobody is sent anywhere', async () => {
  await expect(runLogoutCommand('http://127.0.0.1:9', { token: '', open: false })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
});

test('a sign-out that fails is diagnosed in the document, too', async () => {
  const ended = await run(['logout', 'http://127.0.0.1:9', '--no-open', '--json'], { env: home.env });
  const { ok, diagnosis, error } = documentOf(ended);
  expect([ended.code, ok, error?.code]).toEqual([3, false, 'NET_REFUSED']);
  expect(diagnosis).toContainEqual(expect.objectContaining({ fix: expect.any(String) }));
});
