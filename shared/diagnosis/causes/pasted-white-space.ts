import type { ProfileChange } from '../../model/diagnosis.ts';
import { type CauseRule, strength } from '../cause.ts';
import { refusedClient, refusedWith } from '../readings.ts';

/** White space that came along when an id, a secret or a password was pasted. */
export const pastedWhiteSpace: CauseRule = {
  id: 'pasted_white_space',
  title: 'White space around a pasted value',
  find(facts) {
    const { client, request } = facts.profile;
    const isClient = refusedClient(facts) || refusedWith(facts, 'unauthorized_client');
    if (!isClient && !refusedWith(facts, 'invalid_grant', 'invalid_request')) return null;
    const values: readonly (readonly [string, string | null, (trimmed: string) => ProfileChange])[] = [
      ['client id', client.clientId, (value) => ({ kind: 'clientId', value })],
      ['client secret', client.clientSecret, () => ({ kind: 'trimSecret', field: 'clientSecret' })],
      ['user name', request.username, (value) => ({ kind: 'username', value })],
      ['password', request.password, () => ({ kind: 'trimSecret', field: 'password' })],
      ['refresh token', request.refreshToken, () => ({ kind: 'trimSecret', field: 'refreshToken' })],
    ];
    const spoiled = values.filter(([, value]) => value !== null && value !== value.trim());
    if (spoiled.length === 0) return null;
    const names = spoiled.map(([name]) => name).join(' and the ');
    return {
      weight: strength.proven + 5,
      message: `The ${names} begins or ends with white space, which a copy from a file or a page easily brings along.`,
      evidence: spoiled.map(([name, value]) => `The ${name} ${places(value ?? '')}.`).join(' '),
      fix: `Remove the white space around the ${names}.`,
      changes: spoiled.map(([, value, change]) => change((value ?? '').trim())),
    };
  },
};

function places(value: string): string {
  const ends = /[\r\n]$/.test(value) ? 'ends with a line break' : /\s$/.test(value) ? 'ends with white space' : '';
  return [...(/^\s/.test(value) ? ['begins with white space'] : []), ...(ends === '' ? [] : [ends])].join(' and ');
}
