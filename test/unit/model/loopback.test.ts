import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isLoopbackAuthority, isThisMachine } from '../../../shared/model/loopback.ts';

it.each([
  ['http://localhost:1', true],
  ['http://LocalHost.:1', true],
  ['https://idp.localhost', true],
  ['http://127.0.0.1', true],
  ['http://127.9', true],
  ['http://[::1]:1', true],
  ['http://[0:0:0:0:0:0:0:1]', true],
  ['http://localhost.example', false],
  ['http://notlocalhost', false],
  ['http://127.0.0.1.example', false],
  ['http://128.0.0.1', false],
  ['http://[::2]', false],
  ['http://0.0.0.0', false],
])('whether %s leads to this machine: %s', (url, is) => {
  expect(isThisMachine(new URL(url))).toBe(is);
});

it.each([
  ['127.0.0.1', true],
  ['127.0.0.1:8765', true],
  ['localhost:1', true],
  ['[::1]', true],
  ['[::1]:8765', true],
  ['', false],
  ['::1', false],
  ['127.0.0.2:8765', false],
  ['idp.localhost:8765', false],
  ['localhost:', false],
  ['localhost:x', false],
  ['localhost:123456', false],
  ['localhost@evil.example:80', false],
  ['localhost.evil.example:80', false],
])('whether the Host %j names where we listen: %s', (host, is) => {
  expect(isLoopbackAuthority(host)).toBe(is);
});

it('which hosts are this machine is said in one place', () => {
  const sources = ['shared', 'node', 'cli', 'electron', 'playground', 'renderer'].flatMap((room) =>
    readdirSync(new URL(`../../../${room}`, import.meta.url), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => `${room}/${file.replaceAll('\\', '/')}`),
  );
  const patterns = /\^127\(|127\\\.0\\\.0\\\.1\|localhost|localhost\|127\\/;
  const found = sources.filter((file) => patterns.test(readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')));
  expect(found).toEqual(['shared/model/loopback.ts']);
});
