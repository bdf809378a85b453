import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openBrowser, openerCommand } from '../../../node/open-browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'grantbench-opener-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const opener = (script: string) => {
  writeFileSync(join(folder, 'xdg-open'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, 'xdg-open'), 0o755);
  return { PATH: `${folder}:${process.env.PATH}` };
};

describe('opening the browser', () => {
  test.each(['file:///etc/passwd', 'javascript:alert(1)', 'data:text/html,x', '--help', '', '/path', 'grantbench://x'])(
    '%j is no web address, and no program is started for it',
    async (url) => {
      await expect(openBrowser(url, { PATH: folder }, 'linux')).rejects.toMatchObject({ code: 'INPUT_URL' });
    },
  );

  test.each([
    ['linux', ['xdg-open', 'https://a.example/?x=1&y=2']],
    ['darwin', ['open', 'https://a.example/?x=1&y=2']],
    ['win32', ['rundll32', 'url.dll,FileProtocolHandler', 'https://a.example/?x=1&y=2']],
  ] as const)('on %s the address is one argument of a program, never a line for a shell', (platform, command) => {
    expect(openerCommand(platform, 'https://a.example/?x=1&y=2')).toEqual(command);
  });

  test('an opener that is missing is BROWSER_FAILED', async () => {
    await expect(openBrowser('https://a.example', { PATH: join(folder, 'nothing') }, 'linux')).rejects.toMatchObject({
      code: 'BROWSER_FAILED',
      message: expect.stringContaining('xdg-open'),
    });
  });

  test('an opener that fails is BROWSER_FAILED, with how it ended', async () => {
    await expect(openBrowser('https://a.example', opener('exit 3'), 'linux')).rejects.toMatchObject({
      code: 'BROWSER_FAILED',
      message: expect.stringContaining('ended with 3'),
    });
  });

  test('an opener that succeeds is enough', async () => {
    await expect(openBrowser('https://a.example', opener('exit 0'), 'linux')).resolves.toBeUndefined();
  });
});
