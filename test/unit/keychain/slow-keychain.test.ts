import { describe, expect, test } from 'vitest';
import type { KeychainAnswer, KeychainRequest } from '../../../node/keychain/keychain-messages.ts';
import { createSecretStore } from '../../../node/keychain/keytar-secret-store.ts';
import type { KeychainFacts } from '../../../shared/model/host-facts.ts';
import { workbenchUnderTest } from '../workbench/workbench-under-test.ts';

const locked: KeychainFacts = {
  state: 'locked',
  reason: { code: 'KEYCHAIN_LOCKED', message: 'The system keychain did not answer.', hint: 'Look for a dialog.' },
};

// On Windows keytar never asks a person, and runs in the host.
describe.skipIf(process.platform === 'win32')('a keychain that takes its time', () => {
  /** A store whose keychain process answers when it is told to. */
  function slowStore(probeTimeoutMs = 1) {
    const asked: KeychainRequest[] = [];
    let kills = 0;
    const listeners: ((answer: KeychainAnswer) => void)[] = [];
    const store = createSecretStore({
      probeTimeoutMs,
      startProcess: () => ({
        send: (message) => void asked.push(message as KeychainRequest),
        onMessage: (listener) => void listeners.push(listener),
        onExit: () => undefined,
        kill: () => {
          kills += 1;
        },
      }),
    });
    const answer = (answerOf: (id: number) => KeychainAnswer) => {
      for (const { id } of asked.splice(0)) for (const listener of listeners) listener(answerOf(id));
    };
    return { store, answer, killed: () => kills };
  }

  test('is called locked, and says so itself when it opened after all', async () => {
    const { store, answer } = slowStore();
    const ready = Promise.withResolvers<void>();
    expect(await store.probe({ whenReady: ready.resolve })).toMatchObject({ state: 'locked' });
    answer((id) => ({ id, ok: true, value: undefined }));
    await ready.promise;
  });

  test('says nothing more where its late answer is a refusal', async () => {
    const { store, answer } = slowStore();
    const said: string[] = [];
    await store.probe({ whenReady: () => said.push('ready') });
    answer((id) => ({ id, ok: false, error: { code: 'KEYCHAIN_DENIED', message: 'No.', hint: 'Allow it.' } }));
    await new Promise((resolve) => setImmediate(resolve));
    expect(said).toEqual([]);
  });

  test('is asked afresh, by another process, when somebody tries again', async () => {
    const { store, answer, killed } = slowStore(300);
    expect(await store.probe()).toMatchObject({ state: 'locked' });
    expect(killed()).toBe(0);
    const again = store.probe({ afresh: true });
    await expect.poll(killed).toBe(1);
    answer((id) => ({ id, ok: true, value: undefined }));
    expect(await again).toMatchObject({ state: 'ready' });
  });

  test('opens on the screen what was closed for its silence', async () => {
    let answered = () => {};
    const { call, world, until } = workbenchUnderTest((ports) => ({
      ...ports,
      secrets: {
        ...ports.secrets,
        probe: async ({ whenReady = () => undefined } = {}) => {
          answered = whenReady;
          return world.keychain;
        },
      },
    }));
    world.keychain = locked;
    expect((await call('host.describe', {})).keychain.state).toBe('locked');
    world.keychain = { state: 'ready', reason: null };
    answered();
    expect(await until('keychain.changed')).toMatchObject({ keychain: { state: 'ready' }, history: null });
  });
});
