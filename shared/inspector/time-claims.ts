import { openId, rfc } from '../model/spec-name.ts';
import type { ClaimMeaning } from './claim-meaning.ts';
import { clockWords, isTime, relativeWords, utcWords } from './time-words.ts';

/** Later than any token lives; a larger number is milliseconds by mistake. */
const MILLISECONDS_FROM = 100_000_000_000;

/** Whether a number of seconds lies so far ahead that it must be meant as milliseconds. */
export function looksLikeMilliseconds(seconds: number): boolean {
  return seconds >= MILLISECONDS_FROM && isTime(seconds / 1_000);
}

function time(spec: ClaimMeaning['spec'], past: string, future: string): ClaimMeaning {
  return {
    spec,
    say: (value, now) => {
      if (typeof value !== 'number') return 'Not a number of seconds since 1970, though it must be.';
      if (looksLikeMilliseconds(value)) return 'Seems to be in milliseconds; a token counts seconds since 1970.';
      if (!isTime(value)) return 'No time that a calendar has.';
      return `${value > now ? future : past} ${clockWords(value, now)}, ${relativeWords(value, now)} (${utcWords(value)}).`;
    },
  };
}

/** Claims that are a time, in seconds since 1970. */
export const timeClaims: readonly (readonly [name: string, meaning: ClaimMeaning])[] = [
  ['exp', time(rfc(7519, '4.1.4'), 'Expired', 'Expires')],
  ['nbf', time(rfc(7519, '4.1.5'), 'Valid since', 'Not valid before')],
  ['iat', time(rfc(7519, '4.1.6'), 'Issued', 'Issued in the future,')],
  ['auth_time', time(openId('core', '2', 'IDToken'), 'The user signed in', 'The user signs in')],
  [
    'updated_at',
    time(openId('core', '5.1', 'StandardClaims'), 'These claims about the user changed', 'These claims about the user change'),
  ],
  ['toe', time(rfc(8417, '2.2'), 'The event happened', 'The event happens')],
];
