import { InvalidArgumentError } from 'commander';

export interface NameValue {
  readonly name: string;
  readonly value: string;
}

/** Reads `name<separator>value`, as often as the option is given. */
export function pairs(separator: string, trim: boolean) {
  return (text: string, earlier: NameValue[] = []): NameValue[] => {
    const at = text.indexOf(separator);
    const name = text.slice(0, at).trim();
    if (at < 0 || name === '') throw new InvalidArgumentError(`Give it as name${separator}value.`);
    const value = text.slice(at + separator.length);
    return [...earlier, { name, value: trim ? value.trim() : value }];
  };
}

/** Collects a value that may be given several times. */
export function repeated(text: string, earlier: string[] = []): string[] {
  if (text.trim() === '') throw new InvalidArgumentError('It is empty.');
  return [...earlier, text];
}

/** A time limit. */
export function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 3_600)) throw new InvalidArgumentError('Give seconds, more than 0 and at most 3600.');
  return value;
}
