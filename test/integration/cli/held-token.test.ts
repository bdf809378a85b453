import Conf from 'conf';
import { expect, onTestFinished, test } from 'vitest';
import { createSecretStore } from '../../../node/keychain/keytar-secret-store.ts';
import { createRunStore } from '../../../node/runs/run-store.ts';
import { createWorkspaceStore } from '../../../node/workspace/workspace-store.ts';
import { profile } from '../../../shared/model/profile.ts';
import { startResourceServer } from '../../fixtures/resource-server.ts';
import { makeRun } from '../storage/make-run.ts';
import { makeToken } from '../storage/make-token.ts';
import { assertPrivateSession, temporaryFolder } from '../storage/private-session.ts';
import { documentOf, run, temporaryHome } from './run-cli.ts';

assertPrivateSession();

test('revoke with a profile marks the token where the workbench holds it', async () => {
  const folder = temporaryFolder();
  const home = temporaryHome();
  const server = await startResourceServer({ '/revoke': () => ({ status: 200, body: '' }) });
  const store = createRunStore({ folder, secrets: createSecretStore() });
  onTestFinished(async () => {
    await Promise.all([server.close(), store.close()]);
    home.remove();
  });
  const mine = profile.parse({
    id: crypto.randomUUID(),
    name: 'Mine',
    server: { kind: 'endpoints', endpoints: { revocationEndpoint: `${server.origin}/revoke` } },
    client: { clientId: 'me', authMethod: 'none' },
  });
  await createWorkspaceStore({ folder, Store: Conf }).change((before) => ({ ...before, profiles: [mine] }));
  const [held, other] = [makeToken({}, 'the-token'), makeToken({}, 'another-token')];
  await store.put(makeRun(), [held, other]);

  const env = { ...home.env, DBUS_SESSION_BUS_ADDRESS: process.env.DBUS_SESSION_BUS_ADDRESS ?? '', THE_TOKEN: 'the-token' };
  const ended = await run(['revoke', '--profile', 'Mine', '--token-env', 'THE_TOKEN', '--data-dir', folder, '--json'], { env });
  expect([ended.code, documentOf(ended).ok, ended.stderr]).toEqual([0, true, '']);
  expect((await store.tokens.get(held.token.id)).token.end).toMatchObject({ how: 'revoked' });
  expect((await store.tokens.get(other.token.id)).token.end).toBeNull();
}, 60_000);
