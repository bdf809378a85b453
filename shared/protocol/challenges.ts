/** One challenge of a `WWW-Authenticate` header, as it was written. */
export interface Challenge {
  readonly scheme: string;
  /** What some schemes have instead of parameters; null where there is none. */
  readonly token68: string | null;
  /** In order; names as written, values without their quotes. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
}

export interface ReadChallenges {
  readonly challenges: readonly Challenge[];
  /** What is not as RFC 9110 has it, a sentence each. */
  readonly problems: readonly string[];
}

const token = /[!#$%&'*+\-.^_`|~0-9A-Za-z]+/y;
const token68 = /[A-Za-z0-9\-._~+/]+=*(?=[ \t]*(?:,|$))/y;
const space = /[ \t]*/y;
const equals = /[ \t]*=[ \t]*/y;
/** A value without quotes, whether it needs them or not. */
const bareValue = /[^,\s]*/y;
/** What can be nothing that belongs here: up to the next comma. */
const untilComma = /[^,]*/y;

/** Schemes that never have a token68: `realm=` without a value is a parameter there. */
const parametersOnly = /^(?:basic|bearer|digest|dpop)$/i;

/** Challenges beyond this many are not read: no server means so many. */
const MOST = 50;

/**
 * Reads the values of all `WWW-Authenticate` headers of an answer. Each may hold several challenges, and
 * commas separate these as well as their parameters. What is wrong is said and read past.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1
 */
export function readChallenges(values: readonly string[]): ReadChallenges {
  const challenges: Challenge[] = [];
  const problems = new Set<string>();
  for (const value of values) readValue(value, challenges, problems);
  return { challenges: challenges.slice(0, MOST), problems: [...problems] };
}

function readValue(text: string, challenges: Challenge[], problems: Set<string>): void {
  let at = 0;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? null;
    if (found !== null) at += found.length;
    return found;
  };
  let current: { scheme: string; token68: string | null; parameters: [string, string][] } | null = null;
  let separated = true;
  while (at < text.length) {
    take(space);
    if (text[at] === ',') {
      separated = true;
      at += 1;
      continue;
    }
    if (at >= text.length) break;
    const name = take(token);
    if (name === null) {
      problems.add(`“${take(untilComma)?.trim()}” is neither a scheme nor a parameter.`);
      continue;
    }
    if (!separated) problems.add(`A comma is missing before “${name}”.`);
    separated = false;
    if (take(equals) !== null) {
      const value = text[at] === '"' ? quoted() : bare(name);
      if (current === null) problems.add(`The parameter “${name}” stands before any scheme.`);
      else addParameter(current, name, value);
      continue;
    }
    current = { scheme: name, token68: null, parameters: [] };
    challenges.push(current);
    if (text[at] === ' ' || text[at] === '\t') {
      take(space);
      if (!parametersOnly.test(name)) current.token68 = take(token68);
    }
    // A scheme and its first parameter have only a space between them.
    separated = true;
  }

  function quoted(): string {
    let value = '';
    for (at += 1; at < text.length; at += 1) {
      if (text[at] === '"') {
        at += 1;
        return value;
      }
      if (text[at] === '\\' && at + 1 < text.length) at += 1;
      value += text[at];
    }
    problems.add('A quoted value has no end.');
    return value;
  }

  /** Many servers leave the quotes out around what needs them. */
  function bare(name: string): string {
    const value = take(bareValue) ?? '';
    if (value === '') problems.add(`The parameter “${name}” has no value.`);
    else if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(value)) problems.add(`The value of “${name}” needs quotes.`);
    return value;
  }

  function addParameter({ scheme, parameters }: { scheme: string; parameters: [string, string][] }, name: string, value: string): void {
    if (parameters.some(([other]) => other.toLowerCase() === name.toLowerCase()))
      problems.add(`The ${scheme} challenge has the parameter “${name}” more than once.`);
    parameters.push([name, value]);
  }
}

/** The first value of a parameter, whatever the case of its name; null where there is none. */
export function challengeParameter({ parameters }: Challenge, name: string): string | null {
  return parameters.find(([other]) => other.toLowerCase() === name)?.[1] ?? null;
}
