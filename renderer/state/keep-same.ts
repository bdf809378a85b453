/** Plain data that came anew, tied to what was there: what did not change stays the very same object. */
import { isObject } from '../../shared/model/plain-object.ts';

/**
 * What came, made of the former objects wherever these say the same. Who shows a part that did not
 * change is then not drawn again, though the whole was sent anew.
 *
 * @param before what was there: plain data, as JSON has it
 * @param now what came; it is not changed
 */
export function keepSame<T>(before: unknown, now: T): T {
  if (before === now) return now;
  if (Array.isArray(before) && Array.isArray(now)) {
    const parts = now.map((part, place) => keepSame(before[place], part));
    return (parts.length === before.length && parts.every((part, place) => part === before[place]) ? before : parts) as T;
  }
  if (!isObject(before) || !isObject(now)) return now;
  const names = Object.keys(now);
  const parts = Object.fromEntries(names.map((name) => [name, keepSame(before[name], now[name])]));
  const isSame = names.length === Object.keys(before).length && names.every((name) => name in before && parts[name] === before[name]);
  return (isSame ? before : parts) as T;
}
