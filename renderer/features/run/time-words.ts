const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The last moment a JavaScript date can name, in epoch milliseconds. */
const CALENDAR_END = 8.64e15;

/** What stands where a server names a moment no calendar has. */
const NO_SUCH_DAY = 'outside the calendar';

/** How long something took, short, for the right edge: `31 ms`, `4.2 s`, `2 min 5 s`. Takes milliseconds. */
export function durationWords(ms: number): string {
  if (ms < 1) return '< 1 ms';
  if (Math.round(ms) < SECOND) return `${Math.round(ms)} ms`;
  if (ms < 9.95 * SECOND) return `${(ms / SECOND).toFixed(1)} s`;
  if (Math.round(ms / SECOND) < 60) return `${Math.round(ms / SECOND)} s`;
  return twoUnits(Math.round(ms / SECOND) * SECOND);
}

/** A span that counts, in whole seconds: `0 s`, `12 s`, `4 min 48 s`. Takes milliseconds; never negative. */
export function countingWords(ms: number): string {
  const whole = Math.max(0, Math.floor(ms / SECOND));
  return whole < 60 ? `${whole} s` : twoUnits(whole * SECOND);
}

/** A lifetime in its largest unit, two where that says more: `45 s`, `56 min`, `1 h`, `1 h 20 min`, `3 d`. Takes seconds. */
export function spanWords(seconds: number): string {
  const ms = Math.max(0, Math.round(seconds)) * SECOND;
  if (ms < MINUTE) return `${ms / SECOND} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms >= 1_000 * DAY) return `${Math.floor(ms / (365 * DAY))} years`;
  return twoUnits(ms);
}

function twoUnits(ms: number): string {
  const units = [
    [DAY, 'd'],
    [HOUR, 'h'],
    [MINUTE, 'min'],
    [SECOND, 's'],
  ] as const;
  const first = units.findIndex(([size]) => ms >= size);
  const [size, name] = units[first] ?? [SECOND, 's'];
  const [smallerSize, smallerName] = units[first + 1] ?? [SECOND, ''];
  const rest = Math.floor((ms % size) / smallerSize);
  const words = `${Math.floor(ms / size)} ${name}`;
  return rest > 0 && smallerName !== '' ? `${words} ${rest} ${smallerName}` : words;
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayOfYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

function daysApart(at: number, now: number): number {
  return Math.round((new Date(at).setHours(12, 0, 0, 0) - new Date(now).setHours(12, 0, 0, 0)) / DAY);
}

/** Local time of day, with the date where it is not today: `15:02:11`, `22 Nov 15:02:11`. Takes epoch milliseconds. */
export function clockWords(at: number, now: number): string {
  if (!Number.isFinite(at) || Math.abs(at) > CALENDAR_END) return NO_SUCH_DAY;
  const date = new Date(at);
  if (daysApart(at, now) === 0) return clock.format(date);
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  return `${(sameYear ? day : dayOfYear).format(date)} ${clock.format(date)}`;
}

/** Local date and time in full: `21 Nov 2026 15:02:11`. Takes epoch milliseconds. */
export function dateTimeWords(at: number): string {
  return Math.abs(at) > CALENDAR_END ? NO_SUCH_DAY : `${dayOfYear.format(at)} ${clock.format(at)}`;
}
