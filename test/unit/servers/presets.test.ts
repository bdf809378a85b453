import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { serverPreset } from '../../../shared/model/server-preset.ts';
import { builtInPresets } from '../../../shared/servers/built-in-presets.ts';
import { fillPreset } from '../../../shared/servers/fill-preset.ts';
import { joinPresets } from '../../../shared/servers/join-presets.ts';
import { readPreset } from '../../../shared/servers/read-preset.ts';

const preset = (id: string) => {
  const found = builtInPresets.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no preset ${id}`);
  return found;
};

describe('the built-in presets', () => {
  it('are all the files there are, each under its own id', () => {
    const folder = new URL('../../../shared/servers/presets/', import.meta.url);
    const files = readdirSync(folder);
    expect(builtInPresets.map(({ id }) => `${id}.json`).sort()).toEqual(files.sort());
    for (const file of files) expect(readPreset(readFileSync(new URL(file, folder), 'utf8'), file).id).toBe(file.replace('.json', ''));
  });

  it('each say what they were compared with, and when', () => {
    for (const { id, source } of builtInPresets) expect(source, id).not.toBeNull();
  });

  it.each(builtInPresets.map((each) => [each.id, each] as const))(
    '%s fills in to absolute addresses, with nothing left open',
    (_id, each) => {
      const values = Object.fromEntries(each.placeholders.map(({ name, example }) => [name, example]));
      const { server } = fillPreset(each, values);
      const addresses = [server.issuer ?? '', ...Object.values(server.endpoints ?? {})].filter((address) => address !== '');
      expect(addresses.length).toBeGreaterThan(0);
      for (const address of addresses) {
        expect(URL.canParse(address)).toBe(true);
        expect(address).not.toMatch(/[{}]/);
      }
    },
  );
});

describe('filling in', () => {
  it.each([
    ['https://sso.example.com', 'https://sso.example.com/oauth'],
    ['https://sso.example.com/', 'https://sso.example.com/oauth'],
    ['https://sso.example.com/oauth', 'https://sso.example.com/oauth'],
    ['https://sso.example.com/oauth/', 'https://sso.example.com/oauth'],
  ])('%s is the same server, whether its host or its issuer was pasted', (address, issuer) => {
    expect(fillPreset(preset('empowerid'), { server: address }).server.issuer).toBe(issuer);
  });

  it('takes the issuer of a realm too, and what stands for nothing said', () => {
    const issuer = 'https://keycloak.example.com/realms/master';
    expect(fillPreset(preset('keycloak'), { server: issuer, realm: 'master' }).server.issuer).toBe(issuer);
    expect(fillPreset(preset('okta'), { domain: 'example.okta.com' }).server.issuer).toBe('https://example.okta.com/oauth2/default');
  });

  it('says what is missing, and what has no place', () => {
    expect(() => fillPreset(preset('keycloak'), { server: 'https://a.example' })).toThrow(/realm/);
    expect(() => fillPreset(preset('google'), { tenant: 'a' })).toThrow(/no place for “tenant”/);
  });
});

describe('a preset of the user’s own', () => {
  const own = { ...preset('curity'), id: 'ours', name: 'Ours' };

  it('joins the others, or takes the place of one with its id', () => {
    const joined = joinPresets(builtInPresets, [own, { ...preset('okta'), name: 'Our Okta' }]);
    expect(joined).toHaveLength(builtInPresets.length + 1);
    expect(joined.find(({ id }) => id === 'okta')?.name).toBe('Our Okta');
  });

  it.each([
    ['no JSON', '{', /not JSON/],
    ['another shape', '{"id":"x"}', /name|placeholders/],
    ['a pattern with an unknown placeholder', JSON.stringify({ ...own, issuer: '{server}/{realm}' }), /\{realm\} is not among/],
    ['neither issuer nor token endpoint', JSON.stringify({ ...own, issuer: '' }), /issuer, or the token endpoint/],
    [
      'a source without its day',
      JSON.stringify({ ...own, source: { text: 'x', url: 'https://a.example', checked: 'lately' } }),
      /source.checked/,
    ],
    [
      'a link that is no https address',
      JSON.stringify({ ...own, registration: { text: 'x', url: 'javascript:alert(1)' } }),
      /registration.url/,
    ],
  ])('with %s is refused in words that say where', (_what, text, words) => {
    expect(() => readPreset(text, 'ours.json')).toThrow(words);
  });

  it('leaves {{variables}} of environments alone', () => {
    const withVariable = serverPreset.parse({ ...own, issuer: '{server}/{{tenant}}' });
    expect(fillPreset(withVariable, { server: 'https://a.example' }).server.issuer).toBe('https://a.example/{{tenant}}');
  });
});
