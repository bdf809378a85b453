/** Turns the members of a workspace file of one version into those of the next. */
export type Migration = (data: Members) => Members;
export type Members = Readonly<Record<string, unknown>>;

/** By the version they start from. A change to the schemas that old files do not satisfy adds one. */
export const migrations: ReadonlyMap<number, Migration> = new Map();

/** Brings data of an older version up to another, one version after the other. A version without a step needs none. */
export function migrate(data: Members, from: number, to: number, steps: ReadonlyMap<number, Migration> = migrations): Members {
  let current = data;
  for (let version = from; version < to; version += 1) {
    current = { ...(steps.get(version)?.(current) ?? current), version: version + 1 };
  }
  return current;
}
