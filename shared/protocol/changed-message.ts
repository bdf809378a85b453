import { AppError } from '../errors.ts';
import type { ResolvedEdits } from '../model/resolved-profile.ts';
import type { ChangedPair, MessageChanges } from '../model/stop.ts';
import { editHeaders, editParameters, type NameValues } from './apply-edits.ts';

/** A message that can still be changed: not sent yet, or not accepted yet. Nothing in it is masked. */
export interface ChangeableMessage {
  /** Empty for one that arrived. */
  readonly method: string;
  /** Where it goes, or where it arrived. */
  readonly target: string;
  readonly parameters: NameValues;
  /** Those that may be changed. */
  readonly headers: NameValues;
}

/**
 * What the user made of a message, as changes by name: so that they can be made again to a message built
 * anew, as for every poll after the first.
 *
 * @throws AppError `INPUT_INVALID` for a line that keeps what was never there
 */
export function editsOf(message: ChangeableMessage, changes: MessageChanges): ResolvedEdits {
  const parameters = difference(message.parameters, changes.parameters, (name) => name);
  const headers = difference(message.headers, changes.headers, (name) => name.toLowerCase());
  return { parameters: parameters.given, headers: headers.given, dropped: [...parameters.dropped, ...headers.dropped] };
}

/** The message with the changes made. */
export function editMessage(message: ChangeableMessage, edits: ResolvedEdits): ChangeableMessage {
  return { ...message, parameters: editParameters(message.parameters, edits), headers: editHeaders(message.headers, edits) };
}

/** Two sets of changes as one; the later wins where both change a name. */
export function mergeEdits(earlier: ResolvedEdits, later: ResolvedEdits): ResolvedEdits {
  const of = (pairs: readonly { name: string }[], name: string) => pairs.some((pair) => pair.name.toLowerCase() === name.toLowerCase());
  const isReplaced = (name: string) => of(later.parameters, name) || of(later.headers, name);
  return {
    parameters: [
      ...earlier.parameters.filter(({ name }) => !later.dropped.includes(name) && !of(later.parameters, name)),
      ...later.parameters,
    ],
    headers: [...earlier.headers.filter(({ name }) => !later.dropped.includes(name) && !of(later.headers, name)), ...later.headers],
    dropped: [...new Set([...earlier.dropped.filter((name) => !isReplaced(name)), ...later.dropped])],
  };
}

/** Names of what was changed, in few words; empty for nothing. */
export function changeWords({ parameters, headers, dropped }: ResolvedEdits): string {
  const changed = [...new Set([...parameters, ...headers].map(({ name }) => name))];
  return [...changed.map((name) => `${name} changed`), ...dropped.map((name) => `${name} dropped`)].join(', ');
}

interface Difference {
  readonly given: { name: string; value: string }[];
  readonly dropped: string[];
}

function difference(before: NameValues, lines: readonly ChangedPair[] | undefined, key: (name: string) => string): Difference {
  if (lines === undefined) return { given: [], dropped: [] };
  const after = lines.map((line) => ('kept' in line ? keptPair(before, line.kept) : ([line.name, line.value] as const)));
  const valuesOf = (pairs: NameValues, name: string) => pairs.filter(([other]) => key(other) === name).map(([, value]) => value);
  const given: { name: string; value: string }[] = [];
  const dropped: string[] = [];
  const names = new Map([...before, ...after].map(([name]) => [key(name), name]));
  for (const [plain, name] of names) {
    const values = valuesOf(after, plain);
    if (JSON.stringify(values) === JSON.stringify(valuesOf(before, plain))) continue;
    if (values.length === 0) dropped.push(name);
    else given.push(...values.map((value) => ({ name, value })));
  }
  return { given, dropped };
}

function keptPair(before: NameValues, index: number): readonly [string, string] {
  const pair = before[index];
  if (pair === undefined) throw new AppError('INPUT_INVALID', { message: `There is no line ${index} to keep.` });
  return pair;
}
