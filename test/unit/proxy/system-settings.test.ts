import { describe, expect, it } from 'vitest';
import { readGsettings } from '../../../node/proxy/gnome-settings.ts';
import { readScutil } from '../../../node/proxy/macos-settings.ts';
import { noSystemProxy, type SystemProxySettings, systemProxyFor } from '../../../node/proxy/system-settings.ts';
import { readRegistry } from '../../../node/proxy/windows-settings.ts';

const choose = (target: string, settings: SystemProxySettings) => systemProxyFor(new URL(target), settings);

describe('macOS', () => {
  const printed = `<dictionary> {
  ExceptionsList : <array> {
    0 : *.local
    1 : 169.254/16
  }
  ExcludeSimpleHostnames : 1
  HTTPEnable : 1
  HTTPPort : 3128
  HTTPProxy : proxy.corp.example
  HTTPSEnable : 0
  HTTPSPort : 3128
  HTTPSProxy : off.example
  SOCKSEnable : 1
  SOCKSPort : 1080
  SOCKSProxy : fd00::7
}
`;

  it('is read from scutil --proxy', () => {
    expect(readScutil(printed)).toEqual({
      http: 'http://proxy.corp.example:3128',
      https: null,
      socks: 'socks5h://[fd00::7]:1080',
      exceptions: ['*.local', '169.254/16', '<local>'],
      script: null,
    });
  });

  it('names a proxy by scheme, SOCKS where there is no other, none for exceptions', () => {
    const settings = readScutil(printed);
    expect(choose('http://idp.example/', settings)).toBe('http://proxy.corp.example:3128');
    expect(choose('https://idp.example/', settings)).toBe('socks5h://[fd00::7]:1080');
    for (const target of ['http://box.local/', 'http://169.254.3.4/', 'http://intranet/', 'http://127.0.0.1/']) {
      expect(choose(target, settings)).toBeNull();
    }
  });

  it('with a script is not guessed at', () => {
    const settings = readScutil('  ProxyAutoConfigEnable : 1\n  ProxyAutoConfigURLString : http://wpad/proxy.pac\n');
    expect(settings.script).toBe('http://wpad/proxy.pac');
    expect(() => choose('https://idp.example/', settings)).toThrow(/script/);
    expect(choose('https://localhost/', settings)).toBeNull();
    expect(readScutil('  ProxyAutoDiscoveryEnable : 1\n').script).toBe('');
  });

  it('without any is none', () => {
    expect(readScutil('<dictionary> {\n}\n')).toEqual(noSystemProxy);
  });
});

describe('Windows', () => {
  const registry = (values: Record<string, string>) =>
    `\r\nHKEY_CURRENT_USER\\Software\\…\r\n${Object.entries(values)
      .map(([name, value]) => `    ${name}    ${value}\r\n`)
      .join('')}`;

  it('has one address for everything, and exceptions', () => {
    const settings = readRegistry(
      registry({
        ProxyEnable: 'REG_DWORD    0x1',
        ProxyServer: 'REG_SZ    proxy.corp.example:8080',
        ProxyOverride: 'REG_SZ    *.corp.example;10.*;<local>',
      }),
    );
    expect(choose('https://idp.example/', settings)).toBe('http://proxy.corp.example:8080');
    for (const target of ['https://x.corp.example/', 'https://10.1.2.3/', 'https://intranet/']) expect(choose(target, settings)).toBeNull();
  });

  it('or one per scheme', () => {
    const settings = readRegistry(registry({ ProxyEnable: 'REG_DWORD    0x1', ProxyServer: 'REG_SZ    http=a:1;https=b:2;socks=c:3' }));
    expect(settings).toMatchObject({ http: 'http://a:1', https: 'http://b:2', socks: 'socks5h://c:3' });
  });

  it('that is switched off, or a script', () => {
    expect(readRegistry(registry({ ProxyEnable: 'REG_DWORD    0x0', ProxyServer: 'REG_SZ    a:1' }))).toEqual(noSystemProxy);
    expect(readRegistry(registry({ AutoConfigURL: 'REG_SZ    http://wpad/x.pac' })).script).toBe('http://wpad/x.pac');
  });
});

describe('GNOME', () => {
  const printed = (mode: string) => `org.gnome.system.proxy autoconfig-url ''
org.gnome.system.proxy ignore-hosts ['localhost', '127.0.0.0/8', '::1', '*.corp.example']
org.gnome.system.proxy mode '${mode}'
org.gnome.system.proxy.ftp host ''
org.gnome.system.proxy.http host 'proxy.corp.example'
org.gnome.system.proxy.http port 3128
org.gnome.system.proxy.https host ''
org.gnome.system.proxy.https port 0
org.gnome.system.proxy.socks host 'socks.corp.example'
org.gnome.system.proxy.socks port 1080
`;

  it('is read from gsettings', () => {
    const settings = readGsettings(printed('manual'));
    expect(choose('http://idp.example/', settings)).toBe('http://proxy.corp.example:3128');
    expect(choose('https://idp.example/', settings)).toBe('socks5h://socks.corp.example:1080');
    expect(choose('https://a.corp.example/', settings)).toBeNull();
    expect(readGsettings(printed('none'))).toBe(noSystemProxy);
    expect(readGsettings(printed('auto')).script).toBe('');
  });
});
