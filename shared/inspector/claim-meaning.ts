import type { SpecLink } from '../model/spec-link.ts';

/** What a registered member says: where it is defined, and one sentence filled with its value. */
export interface ClaimMeaning {
  readonly spec: SpecLink;
  /** @param now epoch seconds */
  readonly say: (value: unknown, now: number) => string;
}

/** A sentence that does not depend on the value. */
export function fixed(spec: SpecLink, sentence: string): ClaimMeaning {
  return { spec, say: () => sentence };
}

/** A sentence for text; anything else is said to be of the wrong type. */
export function forText(spec: SpecLink, say: (value: string) => string): ClaimMeaning {
  return { spec, say: (value) => (typeof value === 'string' ? say(value) : 'Not text, though it must be.') };
}

/** A sentence for a truth value. */
export function forFlag(spec: SpecLink, yes: string, no: string): ClaimMeaning {
  return {
    spec,
    say: (value) => {
      if (value === true) return yes;
      if (value === false) return no;
      // Some servers send the word instead of the value.
      return value === 'true' || value === 'false'
        ? 'Text, though it must be true or false.'
        : 'Neither true nor false, though it must be one.';
    },
  };
}

/** A sentence for a list of texts (or one text, where the specification allows that too). */
export function forList(spec: SpecLink, say: (values: readonly string[]) => string): ClaimMeaning {
  return {
    spec,
    say: (value) => {
      const values: readonly unknown[] = Array.isArray(value) ? value : [value];
      const texts = values.filter((item) => typeof item === 'string');
      return texts.length === values.length ? say(texts) : 'Neither text nor a list of texts, though it must be.';
    },
  };
}

/** `1 scope`, `3 scopes`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
