import { describe, expect, it } from 'vitest';
import { profile as profileSchema } from '../../../shared/model/profile.ts';
import { playgroundFacts } from '../../fixtures/ports/memory-ports.ts';
import { workbenchUnderTest } from './workbench-under-test.ts';

/** A run that waits for the user of another device. */
async function waitingForDevice(verificationUri: string, hasBrowser = true) {
  const bench = workbenchUnderTest((ports) => (hasBrowser ? ports : { ...ports, browser: null }));
  const { call, until, world } = bench;
  const profile = profileSchema.parse({
    id: crypto.randomUUID(),
    name: 'TV',
    grant: 'device_code',
    server: {
      kind: 'endpoints',
      endpoints: { tokenEndpoint: 'https://as.example/token', deviceAuthorizationEndpoint: 'https://as.example/device' },
    },
    client: { clientId: 'tv', authMethod: 'none' },
  });
  await call('profile.save', { profile });
  world.answer = async () => ({
    body: JSON.stringify({
      device_code: 'dc',
      user_code: 'AB-CD',
      verification_uri: verificationUri,
      verification_uri_complete: `${verificationUri}?user_code=AB-CD`,
      expires_in: 60,
    }),
  });
  const runId = crypto.randomUUID();
  const done = call('run.start', { runId, profileId: profile.id, grant: 'device_code' });
  await until('run.stepped', ({ step }) => step.waiting?.for === 'device');
  return { ...bench, runId, end: () => Promise.all([done, call('run.cancel', { runId })]) };
}

describe('a page beside a run', () => {
  it('is opened by the host, the one the server named, with the code or without', async () => {
    const { call, world, runId, end } = await waitingForDevice('https://as.example/activate');
    for (const complete of [false, true]) expect(await call('page.open', { page: 'verification', runId, complete })).toEqual({ url: null });
    expect(world.opened).toEqual(['https://as.example/activate', 'https://as.example/activate?user_code=AB-CD']);
    await end();
    await expect(call('page.open', { page: 'verification', runId, complete: true })).rejects.toMatchObject({ code: 'STORE_NOT_FOUND' });
  });

  it('is given to a screen that opens pages itself', async () => {
    const { call, runId, end } = await waitingForDevice('http://127.0.0.1:1/activate', false);
    expect(await call('page.open', { page: 'verification', runId, complete: false })).toEqual({ url: 'http://127.0.0.1:1/activate' });
    await end();
  });

  it('is nothing but a web address, whatever the server says', async () => {
    const { call, world, runId, end } = await waitingForDevice('file:///etc/passwd');
    await expect(call('page.open', { page: 'verification', runId, complete: false })).rejects.toMatchObject({ code: 'INPUT_URL' });
    expect(world.opened).toEqual([]);
    await end();
  });

  it('of the playground is there while the playground runs', async () => {
    const { call, world } = workbenchUnderTest();
    await expect(call('page.open', { page: 'approval' })).rejects.toMatchObject({ code: 'STORE_NOT_FOUND' });
    await call('playground.start', {});
    await call('page.open', { page: 'approval' });
    expect(world.opened).toEqual([playgroundFacts.approvalUrl]);
  });
});
