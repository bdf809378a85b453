import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { registerAppScheme, serveAppProtocol } from '../../../electron/app-protocol.ts';
import { dataFolderArgument } from '../../../electron/command-line.ts';
import { clearDesk, desk } from '../../fixtures/electron/electron.ts';

let folder: string;

beforeEach(() => {
  clearDesk();
  folder = mkdtempSync(join(tmpdir(), 'grantbench-screen-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><html><head></head><body></body></html>');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function get(url: string, method = 'GET'): Promise<Response> {
  serveAppProtocol(folder);
  const handler = desk.schemes.get('app');
  if (handler === undefined) throw new Error('app: is not handled');
  return handler(new Request(url, { method }));
}

describe('app://bundle', () => {
  test('is an origin of its own, privileged before anything else runs', () => {
    registerAppScheme();
    expect(desk.privileged).toMatchObject([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
    expect(desk.privileged[0]?.privileges?.bypassCSP).toBeUndefined();
  });

  test('serves the page under the policy, with another nonce at each load', async () => {
    const first = await get('app://bundle/');
    const second = await get('app://bundle/');
    const policy = first.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toBe(second.headers.get('content-security-policy'));
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none';
    expect(await first.text()).toContain(nonce);
  });

  test.each(['app://bundle/../../../etc/passwd', 'app://bundle/%2e%2e/%2e%2e/etc/passwd', 'app://bundle/..%2f..%2fetc/passwd'])(
    '%s leads nowhere',
    async (url) => {
      const answer = await get(url);
      expect([403, 404]).toContain(answer.status);
      expect(await answer.text()).not.toContain('root:');
    },
  );

  test('another host of the scheme, and another method, are refused', async () => {
    expect((await get('app://other/')).status).toBe(403);
    expect((await get('app://bundle/', 'POST')).status).toBe(403);
  });
});

describe('--data-dir', () => {
  test('is found in both spellings and made absolute', () => {
    expect(dataFolderArgument(['--data-dir', 'here'])).toBe(resolve('here'));
    expect(dataFolderArgument(['--x', '--data-dir=there'])).toBe(resolve('there'));
  });

  test('is none that came with an address a page made', () => {
    expect(dataFolderArgument(['grantbench', 'grantbench://x', '--data-dir=evil'])).toBeNull();
    expect(dataFolderArgument(['grantbench', '--data-dir=mine', 'grantbench://x', '--data-dir=evil'])).toBe(resolve('mine'));
  });

  test('without a value is none', () => {
    expect(dataFolderArgument(['--data-dir'])).toBeNull();
    expect(dataFolderArgument(['--data-dir', '--no-sandbox'])).toBeNull();
    expect(dataFolderArgument([])).toBeNull();
  });
});
