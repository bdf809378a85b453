import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createPlayground } from '../../../playground/start-playground.ts';
import { type PlaygroundFault, playgroundFault } from '../../../shared/model/playground.ts';
import { openFlow, readyProfile, run } from '../grants/flow.ts';
import { allow, authorize, PlainBrowser, signIn } from './playground-client.ts';

/** What the workbench must say of each fault of the password and client credentials grants: a verdict that fails or warns, or a diagnosis. */
const direct: Partial<Record<PlaygroundFault, string>> = {
  wrong_at_hash: 'id_token_at_hash',
  expired_id_token: 'id_token_exp',
  future_id_token: 'id_token_iat',
  alg_none: 'id_token_signature',
  unknown_kid: 'id_token_signature',
  wrong_audience: 'id_token_aud',
  wrong_token_type: 'token_type',
  scope_reduced: 'scope',
  server_error: 'server_failed',
  rate_limited: 'rate_limited',
  html: 'html_page',
  broken_json: 'unreadable_answer',
  empty_body: 'unreadable_answer',
  slow_body: 'too_slow',
  redirect: 'redirected_away',
};

/** The faults that show when a user signs in. */
const signedIn: Partial<Record<PlaygroundFault, string>> = {
  wrong_iss: 'issuer_response',
  missing_iss: 'issuer_response',
  wrong_state: 'state',
  missing_state: 'state',
  wrong_nonce: 'nonce',
  missing_nonce: 'nonce',
};

const ports = openFlow();
const folder = mkdtempSync(join(tmpdir(), 'grantbench-faults-'));
afterAll(() => ports.close());

it.each(Object.entries(direct))('%s is named: %s', async (name, words) => {
  const playground = createPlayground({ folder, faults: [playgroundFault.parse(name)] });
  const { issuer } = await playground.start();
  const ran = await run(
    ports,
    readyProfile({
      grant: 'password',
      server: { issuer },
      client: { clientId: 'trusted-app', clientSecret: 'trusted-secret', authMethod: 'client_secret_basic' },
      request: { username: 'alice', password: 'wonderland', scope: 'openid profile api:read' },
      limits: { requestSeconds: name === 'slow_body' ? 0.5 : 10 },
    }),
  );
  const said = [...ran.complaints.map((complaint) => complaint.split(':')[0]), ...ran.record.view.diagnosis.map(({ id }) => id)];
  expect(said).toContain(words);
  await playground.stop();
});

it.each(Object.entries(signedIn))('%s is named: %s', async (name, words) => {
  const playground = createPlayground({ folder, faults: [playgroundFault.parse(name)] });
  const { issuer } = await playground.start();
  const ran = await run(
    ports,
    readyProfile({
      grant: 'authorization_code',
      server: { issuer },
      client: { clientId: 'native-app', authMethod: 'none' },
      request: { scope: 'openid', redirectUri: 'http://127.0.0.1:0/callback' },
      limits: { browserSeconds: 3 },
    }),
    async ({ url, paste }) => {
      const walked = await authorize(new PlainBrowser(), url, [signIn(), allow]);
      if ('left' in walked) paste(walked.left.href);
    },
  );
  expect(ran.complaints.map((complaint) => complaint.split(':')[0])).toContain(words);
  await playground.stop();
});
