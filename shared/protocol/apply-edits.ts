import type { ResolvedEdits } from '../model/resolved-profile.ts';

/** Names and values in order; a name may stand more than once. */
export type NameValues = readonly (readonly [name: string, value: string])[];

/**
 * Applies the user's deliberate changes to what a library built. All values given for a name take the
 * place of the standard ones of that name, in the order given; a dropped name is not sent at all.
 *
 * @param same whether two names mean the same: header names ignore case, parameter names do not
 */
function edit(
  standard: NameValues,
  given: NameValues,
  dropped: readonly string[],
  same: (left: string, right: string) => boolean,
): NameValues {
  if (given.length === 0 && dropped.length === 0) return standard;
  const isDropped = (name: string) => dropped.some((other) => same(other, name));
  const edited: (readonly [string, string])[] = [];
  const placed: string[] = [];
  const isPlaced = (name: string) => placed.some((other) => same(other, name));
  for (const pair of [...standard, ...given]) {
    const [name] = pair;
    if (isDropped(name) || isPlaced(name)) continue;
    const replacing = given.filter(([other]) => same(other, name));
    if (replacing.length === 0) {
      edited.push(pair);
      continue;
    }
    edited.push(...replacing);
    placed.push(name);
  }
  return edited;
}

/** The parameters as they go onto the wire. */
export function editParameters(standard: NameValues, edits: ResolvedEdits): NameValues {
  return edit(
    standard,
    edits.parameters.map(({ name, value }) => [name, value]),
    edits.dropped,
    (left, right) => left === right,
  );
}

/** The headers as they go onto the wire. */
export function editHeaders(standard: NameValues, edits: ResolvedEdits): NameValues {
  return edit(
    standard,
    edits.headers.map(({ name, value }) => [name, value]),
    edits.dropped,
    (left, right) => left.toLowerCase() === right.toLowerCase(),
  );
}

/** The one value of a name, or null where it is missing or ambiguous. */
export function onlyValue(pairs: NameValues, name: string): string | null {
  const values = pairs.filter(([other]) => other === name);
  return values.length === 1 ? (values[0]?.[1] ?? null) : null;
}
