const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function count(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}

/** A span of seconds in one unit, exact enough to decide by: `56 minutes`, `36 hours`, `3 days`. */
export function durationWords(seconds: number): string {
  const span = Math.abs(seconds);
  if (span < 2 * MINUTE) return count(Math.floor(span), 'second');
  if (span < 2 * HOUR) return count(Math.floor(span / MINUTE), 'minute');
  if (span < 2 * DAY) return count(Math.floor(span / HOUR), 'hour');
  if (span < 60 * DAY) return count(Math.floor(span / DAY), 'day');
  if (span < 730 * DAY) return count(Math.floor(span / (30.44 * DAY)), 'month');
  return count(Math.floor(span / (365.25 * DAY)), 'year');
}

/** `in 56 minutes`, `4 minutes ago`, `now`. Both in epoch seconds. */
export function relativeWords(time: number, now: number): string {
  const difference = time - now;
  if (Math.abs(difference) < 1) return 'now';
  return difference > 0 ? `in ${durationWords(difference)}` : `${durationWords(difference)} ago`;
}

function two(part: number): string {
  return part < 10 ? `0${part}` : `${part}`;
}

/** Local midnights around `now`, kept because every claim of every token asks for the same ones. */
let days = { yesterday: 0, today: 0, tomorrow: 0, end: 0 };

function daysAround(nowMs: number): typeof days {
  if (nowMs >= days.today && nowMs < days.tomorrow) return days;
  const midnight = (offset: number): number => {
    const date = new Date(nowMs);
    return new Date(date.getFullYear(), date.getMonth(), date.getDate() + offset).getTime();
  };
  days = { yesterday: midnight(-1), today: midnight(0), tomorrow: midnight(1), end: midnight(2) };
  return days;
}

/** A time of this machine's clock: `today 15:02:11`, `tomorrow 08:00:00`, `on 2027-01-31 15:02:11`. Both in epoch seconds. */
export function clockWords(time: number, now: number): string {
  const milliseconds = time * 1000;
  const date = new Date(milliseconds);
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  const around = daysAround(now * 1000);
  if (milliseconds >= around.yesterday && milliseconds < around.end) {
    const day = milliseconds < around.today ? 'yesterday' : milliseconds < around.tomorrow ? 'today' : 'tomorrow';
    return `${day} ${clock}`;
  }
  return `on ${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${clock}`;
}

/** The same in universal time, `2026-11-25 16:02:52 UTC`; without the day where it is the same here. Epoch seconds. */
export function utcWords(time: number): string {
  const date = new Date(time * 1000);
  const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} UTC`;
  if (date.getDate() === date.getUTCDate()) return clock;
  return `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())} ${clock}`;
}

/** Whether a number of epoch seconds is a time that a calendar can show. */
export function isTime(seconds: number): boolean {
  return Math.abs(seconds) <= 8.64e12;
}
