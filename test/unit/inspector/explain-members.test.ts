import { describe, expect, test } from 'vitest';
import { contentEncryptions, keyManagementAlgorithms, signatureAlgorithms } from '../../../shared/inspector/algorithms.ts';
import { registeredClaims } from '../../../shared/inspector/registered-claims.ts';
import { registeredHeaders } from '../../../shared/inspector/registered-headers.ts';
import { specLink } from '../../../shared/model/spec-link.ts';
import { explainClaim, explainHeader } from './explain-one.ts';

/** Local time on purpose: the words are about the clock of the person who reads them. */
const local = (...parts: [number, number, number, number, number, number]) => new Date(...parts).getTime();
const now = local(2026, 10, 21, 14, 6, 11);
const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000);
/** What a time says in local words, without the universal time behind. */
const inLocalTime = (name: string, time: number) => explainClaim(name, time, now).meaning.replace(/ \([-\d: ]+ UTC\)/, '');
const exp = (milliseconds: number) => inLocalTime('exp', seconds(milliseconds));

const strange: unknown[] = [
  null,
  undefined,
  true,
  false,
  0,
  -1,
  1e300,
  Number.NaN,
  '',
  'x',
  [],
  [1],
  ['a'],
  {},
  { sub: 1 },
  { __proto__: null },
];

describe('times are said as a person says them, in local time', () => {
  test.each<[string, number, string]>([
    ['later today', local(2026, 10, 21, 15, 2, 11), 'Expires today 15:02:11, in 56 minutes.'],
    ['earlier today', local(2026, 10, 21, 14, 6, 10), 'Expired today 14:06:10, 1 second ago.'],
    ['this very second', now, 'Expired today 14:06:11, now.'],
    ['before two minutes have passed', now + 119_000, 'Expires today 14:08:10, in 119 seconds.'],
    ['tomorrow', local(2026, 10, 22, 0, 0, 0), 'Expires tomorrow 00:00:00, in 9 hours.'],
    ['yesterday', local(2026, 10, 20, 23, 59, 59), 'Expired yesterday 23:59:59, 14 hours ago.'],
    ['the day after tomorrow', local(2026, 10, 23, 14, 6, 11), 'Expires on 2026-11-23 14:06:11, in 2 days.'],
    ['months ahead', local(2027, 4, 21, 14, 6, 11), 'Expires on 2027-05-21 14:06:11, in 5 months.'],
    ['years ago', local(2011, 2, 22, 12, 0, 0), 'Expired on 2011-03-22 12:00:00, 15 years ago.'],
  ])('%s', (_, time, words) => {
    expect(exp(time)).toBe(words);
  });

  test('and in universal time, whatever the zone of this machine', () => {
    // With its day where that is another one here.
    const late = new Date(Date.UTC(2026, 10, 21, 23, 5, 9));
    const day = late.getDate() === 21 ? '' : '2026-11-21 ';
    expect(explainClaim('exp', late.getTime() / 1_000, now).meaning.endsWith(` (${day}23:05:09 UTC).`)).toBe(true);
    const zone = process.env.TZ;
    try {
      process.env.TZ = 'Asia/Tokyo';
      expect(explainClaim('exp', late.getTime() / 1_000, now).meaning).toMatch(/^Expires .* 08:05:09, .* \(2026-11-21 23:05:09 UTC\)\.$/);
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  test('today is told anew after midnight', () => {
    const time = seconds(local(2026, 10, 22, 0, 30, 0));
    expect(explainClaim('exp', time, now).meaning).toMatch(/tomorrow/);
    expect(explainClaim('exp', time, local(2026, 10, 22, 0, 1, 0)).meaning).toMatch(/today/);
    expect(explainClaim('exp', time, now).meaning).toMatch(/tomorrow/);
  });

  test('other times have their own verbs', () => {
    const hourAgo = seconds(now) - 3600;
    expect(inLocalTime('iat', hourAgo)).toBe('Issued today 13:06:11, 60 minutes ago.');
    expect(inLocalTime('nbf', hourAgo)).toBe('Valid since today 13:06:11, 60 minutes ago.');
    expect(inLocalTime('nbf', seconds(now) + 60)).toBe('Not valid before today 14:07:11, in 60 seconds.');
    expect(inLocalTime('auth_time', hourAgo)).toBe('The user signed in today 13:06:11, 60 minutes ago.');
  });

  test.each<[string, unknown, RegExp]>([
    ['text', '1795359731', /Not a number/],
    ['milliseconds', now, /milliseconds/],
    ['no time at all', -1e300, /No time/],
    ['a fraction of a second', seconds(now) + 0.5, /now/],
  ])('%s', (_, value, words) => {
    expect(explainClaim('exp', value, now).meaning).toMatch(words);
  });
});

describe('claims and header members', () => {
  test.each<[string, unknown, string]>([
    ['aud', 'api', 'Audience: for whom the token is meant.'],
    ['aud', ['a', 'b'], 'Audience: 2 recipients the token is meant for.'],
    ['scope', 'openid profile', 'What the token may be used for: 2 scopes.'],
    ['scope', ['openid'], 'What the token may be used for: 1 scope.'],
    ['amr', ['pwd', 'otp', 'x'], 'Signed in by password, one-time password, x.'],
    ['email_verified', false, 'Nobody made sure that the e-mail address is the user’s.'],
    ['email_verified', 'true', 'Text, though it must be true or false.'],
    ['cnf', { jkt: 'x' }, 'Bound to a DPoP key: only who holds that key may use the token.'],
    ['cnf', { 'x5t#S256': 'x' }, 'Bound to a client certificate: only who holds its key may use the token.'],
    ['act', { sub: 'robot' }, 'robot acts here in the name of the subject.'],
    ['sub', 7, 'Not text, though it must be.'],
  ])('%s %j', (name, value, words) => {
    expect(explainClaim(name, value, now).meaning).toBe(words);
  });

  test.each<[string, unknown, string]>([
    ['alg', 'RS256', 'Signed by RSA (PKCS #1 v1.5) with SHA-256.'],
    ['alg', 'none', 'None: the token is not signed, anyone can have made it.'],
    ['alg', 'XX', 'An algorithm that is not registered.'],
    ['typ', 'application/at+jwt', 'An access token (RFC 9068).'],
    ['crit', ['exp'], 'Whoever does not understand exp must refuse the token.'],
    ['x5c', ['a', 'b'], '2 certificates of the key, the key’s own first.'],
  ])('header %s %j', (name, value, words) => {
    expect(explainHeader(name, value, now).meaning).toBe(words);
  });

  test('a name nobody registered, and names of JavaScript, mean nothing', () => {
    for (const name of ['tenant', '__proto__', 'constructor', 'toString', '']) {
      expect(explainClaim(name, 1, now)).toEqual({ meaning: '', spec: null });
      expect(explainHeader(name, 1, now)).toEqual({ meaning: '', spec: null });
    }
  });

  test('every registered member has a sentence for whatever value comes, and says where it is written', () => {
    for (const [explain, table] of [
      [explainClaim, registeredClaims],
      [explainHeader, registeredHeaders],
    ] as const) {
      for (const [name, { spec }] of table) {
        expect(specLink.safeParse(spec).success, name).toBe(true);
        expect(URL.canParse(spec.url), spec.url).toBe(true);
        for (const value of strange) expect(explain(name, value, now).meaning, `${name} ${typeof value}`).toMatch(/^\S.*[.]$/);
      }
    }
  });

  test('every algorithm has words', () => {
    for (const name of [...signatureAlgorithms.keys(), ...keyManagementAlgorithms.keys()]) {
      expect(explainHeader('alg', name, now).meaning).not.toMatch(/not registered/);
    }
    for (const name of contentEncryptions.keys()) expect(explainHeader('enc', name, now).meaning).not.toMatch(/not registered/);
  });
});
