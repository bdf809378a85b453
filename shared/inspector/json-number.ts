import { codeAt } from './code-at.ts';

/** Digits that a double holds, whichever they are. */
const SAFE_DIGITS = 15;
/** Far from where doubles end, and where they lose digits near zero. */
const [SMALL, LARGE] = [1e-300, 1e300];

const zero = /^-?[0.]+(?:[eE]|$)/;

function afterDigits(text: string, start: number): number {
  let end = start;
  for (let code = codeAt(text, end); code >= 0x30 && code <= 0x39; code = codeAt(text, end)) end += 1;
  return end;
}

/** End of the fraction and exponent that start at `start`; `start` where neither does. */
function afterFraction(text: string, start: number): number {
  let end = start;
  if (text.charAt(end) === '.') {
    const fraction = afterDigits(text, end + 1);
    if (fraction > end + 1) end = fraction;
  }
  if (text.charAt(end).toLowerCase() !== 'e') return end;
  const digits = /[+-]/.test(text.charAt(end + 1)) ? end + 2 : end + 1;
  const exponent = afterDigits(text, digits);
  return exponent === digits ? end : exponent;
}

/**
 * End of the number that starts at `start`; -1 where none does. The text must go on after it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8259#section-6
 */
export function afterNumber(text: string, start: number): number {
  const whole = codeAt(text, start) === 0x2d ? start + 1 : start;
  const end = codeAt(text, whole) === 0x30 ? whole + 1 : afterDigits(text, whole);
  if (end === whole) return -1;
  const code = codeAt(text, end);
  return code === 0x2e || code === 0x65 || code === 0x45 ? afterFraction(text, end) : end;
}

/** Sign, digits without leading and trailing zeros, and decimal exponent: equal for equal numbers. */
function canonicalNumber(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (match === null) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const digits = (whole + fraction).replace(/^0+/, '');
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === 0x30) end -= 1;
  const scale = Number(exponent) - fraction.length + (digits.length - end);
  return end === 0 ? '0' : `${sign}${digits.slice(0, end)}e${scale}`;
}

/** Whether a double holds a number exactly as it is written. */
export function isExact(written: string): boolean {
  const magnitude = Math.abs(Number(written));
  if (written.length <= SAFE_DIGITS && magnitude > SMALL && magnitude < LARGE) return true;
  return zero.test(written) || canonicalNumber(written) === canonicalNumber(String(Number(written)));
}
