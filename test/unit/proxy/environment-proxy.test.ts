import { describe, expect, it } from 'vitest';
import { environmentProxy } from '../../../node/proxy/environment-proxy.ts';

const choose = (target: string, environment: Record<string, string>) => environmentProxy(new URL(target), environment);

describe('the proxy of the environment', () => {
  it('goes by the scheme of the target, lower case first, all_proxy last', () => {
    const environment = { HTTPS_PROXY: 'big', https_proxy: 'small', HTTP_PROXY: 'plain', ALL_PROXY: 'all' };
    expect(choose('https://idp.example/', environment)).toBe('small');
    expect(choose('http://idp.example/', environment)).toBe('plain');
    expect(choose('http://idp.example/', { ALL_PROXY: 'all', HTTP_PROXY: '' })).toBe('all');
    expect(choose('https://idp.example/', { HTTP_PROXY: 'plain' })).toBeNull();
  });

  it.each([
    ['*', 'https://idp.example/', false],
    ['idp.example', 'https://idp.example/', false],
    ['IDP.Example.', 'https://idp.example/', false],
    ['example', 'https://idp.example/', false],
    ['ample', 'https://idp.example/', true],
    ['.example', 'https://idp.example/', false],
    ['.idp.example', 'https://idp.example/', true],
    ['*.example', 'https://idp.example/', false],
    ['idp.example:8443', 'https://idp.example/', true],
    ['idp.example:8443', 'https://idp.example:8443/', false],
    ['idp.example:443', 'https://idp.example/', false],
    ['one.test,  two.test idp.example', 'https://idp.example/', false],
    ['10.0.0.0/8', 'https://10.2.3.4/', false],
    ['10.0.0.0/8', 'https://11.2.3.4/', true],
    ['10.0.0.0/8', 'https://10.example/', true],
    ['192.168.1.7', 'http://192.168.1.7:8080/', false],
    ['fd00::/8', 'https://[fd12::1]/', false],
    ['[2001:db8::1]', 'https://[2001:db8::1]/', false],
    ['10.0.0.0/99', 'https://10.0.0.1/', true],
    ['a.*(b', 'https://idp.example/', true],
    ['', 'https://idp.example/', true],
  ])('no_proxy "%s" for %s: proxied %s', (noProxy, target, proxied) => {
    expect(choose(target, { all_proxy: 'http://proxy', no_proxy: noProxy })).toBe(proxied ? 'http://proxy' : null);
  });

  it.each(['http://localhost/', 'https://127.0.0.1:8443/', 'http://[::1]:9/', 'http://app.localhost/'])(
    'is never used for this machine: %s',
    (target) => {
      expect(choose(target, { all_proxy: 'http://proxy' })).toBeNull();
    },
  );
});
