import { expect, it } from 'vitest';
import { type Dialect, standardDialect } from '../../../shared/model/dialect.ts';
import { speakDialect } from '../../../shared/protocol/speak-dialect.ts';

const standard = {
  headers: [['Accept', 'application/json']],
  parameters: [
    ['client_id', 'app'],
    ['grant_type', 'password'],
    ['username', 'ü:'],
    ['password', 'p+%'],
    ['scope', 'a'],
  ],
} as const;

const speak = (dialect: Partial<Dialect>, message: Parameters<typeof speakDialect>[0] = standard) =>
  speakDialect(message, { ...standardDialect, ...dialect });

it('leaves a standard request as it is', () => {
  expect(speak({})).toEqual(standard);
});

it.each([
  ['raw', 'ü::p+%'],
  ['form', '%C3%BC%3A:p%2B%25'],
] as const)('puts the user in the Basic header, encoded %s, and out of the body', (basicEncoding, credentials) => {
  const { headers, parameters } = speak({ passwordGrantUser: 'basic_header', basicEncoding });
  const [, value = ''] = headers.find(([name]) => name === 'Authorization') ?? [];
  expect(Buffer.from(value.replace('Basic ', ''), 'base64').toString()).toBe(credentials);
  expect(parameters.map(([name]) => name)).toEqual(['client_id', 'grant_type', 'scope']);
});

it('puts nobody else there: other grants keep their header', () => {
  const code = { headers: [['Authorization', 'Basic YTpi']], parameters: [['grant_type', 'authorization_code']] } as const;
  expect(speak({ passwordGrantUser: 'basic_header' }, code)).toEqual(code);
});

it('refuses to overwrite the client’s credentials without a word', () => {
  const taken = { ...standard, headers: [['authorization', 'Basic YTpi']] as const };
  expect(() => speak({ passwordGrantUser: 'basic_header' }, taken)).toThrow(/Authorization header/);
});

it('drops a scope that must be absent, and asks for one that is required', () => {
  expect(speak({ scope: 'absent' }).parameters.map(([name]) => name)).not.toContain('scope');
  const without = { ...standard, parameters: standard.parameters.filter(([name]) => name !== 'scope') };
  expect(() => speak({ scope: 'required' }, without)).toThrow(/wants a scope/);
});

it('renames parameters and asks for another form of answer, of token requests only', () => {
  const dialect = { accept: 'application/x-www-form-urlencoded', parameterNames: [{ standard: 'username', name: 'user' }] };
  const spoken = speak(dialect);
  expect(spoken.headers).toEqual([['Accept', 'application/x-www-form-urlencoded']]);
  expect(spoken.parameters).toContainEqual(['user', 'ü:']);
  const introspection = { headers: [], parameters: [['username', 'x']] } as const;
  expect(speak(dialect, introspection)).toEqual(introspection);
});
