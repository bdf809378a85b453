import type { WebContents } from 'electron';
import { beforeEach, describe, expect, test } from 'vitest';
import { emitTo, serveIpc } from '../../../electron/ipc.ts';
import type { Bridge } from '../../../shared/contract/bridge.ts';
import type { Handlers } from '../../../shared/contract/contract.ts';
import { clearDesk, desk, StandInWebContents } from '../../fixtures/electron/electron.ts';

const page = new StandInWebContents();
const own = page as unknown as WebContents;
let calls: unknown[];

/** Handlers of which only the named one is ever reached. */
const handlers = {
  'run.cancel': async (input: unknown) => {
    calls.push(input);
    return null;
  },
} as unknown as Handlers;

const runId = '5b2f3a0e-94a5-4c0e-9f0e-6f7f5d1c2b3a';

async function bridge(): Promise<Bridge> {
  await import('../../../electron/preload.ts');
  const exposed = desk.exposed.get('grantbench') ?? preloaded;
  preloaded = exposed as Bridge;
  return preloaded;
}
// A module runs once per test file; the bridge it exposed outlives the cleared desk.
let preloaded: Bridge | null = null;

beforeEach(() => {
  clearDesk();
  calls = [];
  serveIpc(handlers, () => own, { write: () => undefined });
  desk.sender = { sender: own, senderFrame: { parent: null, origin: 'app://bundle' } };
});

describe('a call over Electron IPC', () => {
  test('from our own page is dispatched', async () => {
    expect(await (await bridge()).invoke('run.cancel', { runId })).toEqual({ ok: true, value: null });
    expect(calls).toEqual([{ runId }]);
  });

  test.each([
    ['another window', { sender: new StandInWebContents(), senderFrame: { parent: null, origin: 'app://bundle' } }],
    ['a frame inside our page', { sender: own, senderFrame: { parent: {} as Electron.WebFrameMain, origin: 'app://bundle' } }],
    ['another origin in our window', { sender: own, senderFrame: { parent: null, origin: 'https://evil.example' } }],
    ['a frame that is gone', { sender: own, senderFrame: null }],
  ])('from %s is refused and nothing happens', async (_name, sender) => {
    desk.sender = sender;
    expect(await (await bridge()).invoke('run.cancel', { runId })).toMatchObject({ ok: false, error: { code: 'CONTRACT_FORBIDDEN' } });
    expect(calls).toEqual([]);
  });

  test('while there is no window is refused', async () => {
    clearDesk();
    serveIpc(handlers, () => null, { write: () => undefined });
    desk.sender = { sender: own, senderFrame: { parent: null, origin: 'app://bundle' } };
    expect(await (await bridge()).invoke('run.cancel', { runId })).toMatchObject({ ok: false, error: { code: 'CONTRACT_FORBIDDEN' } });
  });

  test.each([
    ['no.method', {}],
    ['__proto__', {}],
    ['run.cancel', { runId: 1 }],
    ['run.cancel', { runId, more: true }],
  ])('of %s with %j is a typed error', async (name, input) => {
    expect(await (await bridge()).invoke(name, input)).toMatchObject({
      ok: false,
      error: { code: expect.stringMatching(/^CONTRACT_/) as string },
    });
    expect(calls).toEqual([]);
  });
});

describe('an event', () => {
  test('reaches the listeners of the page until they stop listening', async () => {
    const seen: unknown[] = [];
    const stop = (await bridge()).on((name, payload) => seen.push([name, payload]));
    const emit = emitTo(() => own);
    emit('playground.changed', { running: null });
    stop();
    emit('playground.changed', { running: null });
    expect(seen).toEqual([['playground.changed', { running: null }]]);
  });

  test('without a window, or with a destroyed one, is dropped', () => {
    const gone = new StandInWebContents();
    gone.destroyed = true;
    emitTo(() => null)('playground.changed', { running: null });
    emitTo(() => gone as unknown as WebContents)('playground.changed', { running: null });
    expect(gone.sent).toEqual([]);
  });
});

describe('the preload', () => {
  test('hands the page two functions and nothing of Electron', async () => {
    expect(Object.keys(await bridge()).sort()).toEqual(['invoke', 'on']);
  });
});
