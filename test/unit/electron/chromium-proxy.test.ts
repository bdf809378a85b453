import { describe, expect, it } from 'vitest';
import { chromiumProxy } from '../../../electron/chromium-proxy.ts';

describe('the proxy as Chromium sees it', () => {
  it.each([
    ['DIRECT', null],
    ['PROXY proxy.example:3128; DIRECT', 'http://proxy.example:3128'],
    ['HTTPS secure.example:443', 'https://secure.example:443'],
    ['SOCKS5 socks.example:1080;DIRECT', 'socks5h://socks.example:1080'],
    ['SOCKS [fd00::1]:1080', 'socks5h://[fd00::1]:1080'],
    ['', null],
  ])('%s', async (answer, proxy) => {
    const asked: string[] = [];
    const choose = chromiumProxy({
      resolveProxy: async (url) => {
        asked.push(url);
        return answer;
      },
    });
    expect(await choose(new URL('https://idp.example/token'))).toBe(proxy);
    expect(asked).toEqual(['https://idp.example/token']);
  });
});
