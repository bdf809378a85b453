import { describe, expect, it } from 'vitest';
import { isLoopbackHost, redirectTarget, withPort } from '../../../node/redirect/redirect-target.ts';

describe('a redirect URI', () => {
  it.each(['', 'callback', '//127.0.0.1/callback', 'http://'])('%j is refused', (uri) => {
    expect(() => redirectTarget(uri)).toThrowError(expect.objectContaining({ code: 'INPUT_URL' }));
  });

  it.each([
    'http://0.0.0.0:1/',
    'http://127.0.0.2:1/',
    'http://localhost.evil.example:1/',
    'http://[::]:1/',
    'https://127.0.0.2:1/',
    'app:/cb',
    'app://127.0.0.1:1/cb',
  ])('%s binds nothing', (uri) => {
    expect(redirectTarget(uri).addresses).toEqual([]);
  });

  it.each([
    ['http://127.0.0.1/cb', ['127.0.0.1'], 80],
    ['http://127.1:8765/cb', ['127.0.0.1'], 8765],
    ['http://[::1]:0/cb', ['::1'], 0],
    ['http://LOCALHOST:9/cb', ['127.0.0.1', '::1'], 9],
  ])('%s binds %j port %i', (uri, addresses, port) => {
    expect(redirectTarget(uri)).toMatchObject({ addresses, port });
  });

  it.each([
    ['https://127.0.0.1/cb', ['127.0.0.1'], 443],
    ['https://localhost:0/cb', ['127.0.0.1', '::1'], 0],
  ])('%s binds %j port %i, with TLS', (uri, addresses, port) => {
    expect(redirectTarget(uri)).toMatchObject({ addresses, port, secure: true });
  });

  it.each([
    ['https://[::1]:0/cb', 'https://[::1]:4711/cb'],
    ['http://127.0.0.1:0/cb?a=:0', 'http://127.0.0.1:4711/cb?a=:0'],
    ['http://localhost:0', 'http://localhost:4711'],
    ['http://[::1]:00/cb', 'http://[::1]:4711/cb'],
    ['http://127.0.0.1:4711/cb', 'http://127.0.0.1:4711/cb'],
    ['http://LocalHost:0/Cb', 'http://LocalHost:4711/Cb'],
  ])('%s becomes %s, the rest as the user wrote it', (uri, expected) => {
    expect(withPort(uri, 4711)).toBe(expected);
  });
});

describe('a Host header', () => {
  it.each(['127.0.0.1:80', 'LOCALHOST:80', '[::1]:80', 'localhost'])('%s names port 80 of this machine', (host) => {
    expect(isLoopbackHost(host, 80)).toBe(true);
  });

  it.each([
    '',
    'localhost',
    '127.0.0.1:80',
    '127.0.0.1:8765 ',
    '127.0.0.1:08765',
    '::1:8765',
    'evil.example:8765',
    'localhost.:8765',
    '127.0.0.1:8765,127.0.0.1:8765',
  ])('%j does not name port 8765', (host) => {
    expect(isLoopbackHost(host, 8765)).toBe(false);
  });
});
