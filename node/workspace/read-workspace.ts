import { AppError } from '../../shared/errors.ts';
import { profile } from '../../shared/model/profile.ts';
import { environment, settings, WORKSPACE_VERSION, type Workspace, workspace } from '../../shared/model/workspace.ts';
import { z } from '../../shared/model/zod.ts';
import { migrate } from './migrations.ts';

/** A workspace made of what a file held. */
export interface ReadWorkspace {
  readonly workspace: Workspace;
  /** What of the file could not be taken over, in words; empty when nothing was lost. */
  readonly losses: readonly string[];
  /** Whether the file is of an older form and has to be written anew. */
  readonly migrated: boolean;
}

const plainObject = z.record(z.string(), z.unknown());

/** Takes the members that satisfy the schema, and names those that do not. */
function salvageList<T>(schema: z.ZodType<T>, list: unknown, what: string, losses: string[]): T[] {
  if (list === undefined) return [];
  if (!Array.isArray(list)) {
    losses.push(`all ${what}s`);
    return [];
  }
  return list.flatMap((item, index) => {
    const parsed = schema.safeParse(item);
    if (parsed.success) return [parsed.data];
    losses.push(`${what} ${index + 1}`);
    return [];
  });
}

function salvageSettings(data: unknown, losses: string[]): Workspace['settings'] {
  const given = plainObject.safeParse(data ?? {});
  if (!given.success) {
    losses.push('the settings');
    return settings.parse({});
  }
  const entries = Object.entries(given.data).filter(([name, value]) => {
    const good = settings.safeParse({ [name]: value }).success;
    if (!good) losses.push(`the setting ${name}`);
    return good;
  });
  return settings.parse(Object.fromEntries(entries));
}

/** Everything that still makes sense of a file that does not satisfy the schema as a whole. */
function salvage(data: Readonly<Record<string, unknown>>): { workspace: Workspace; losses: string[] } {
  const losses: string[] = [];
  const { version, profiles, environments, settings: givenSettings, ...unknown } = data;
  if (version !== WORKSPACE_VERSION) losses.push('the version');
  losses.push(...Object.keys(unknown).map((name) => `the unknown entry ${name}`));
  const saved: Workspace = {
    version: WORKSPACE_VERSION,
    profiles: salvageList(profile, profiles, 'profile', losses),
    environments: salvageList(environment, environments, 'environment', losses),
    settings: salvageSettings(givenSettings, losses),
  };
  return { workspace: saved, losses };
}

/**
 * Makes a workspace of the members of the file. What does not parse is left out and named; the rest
 * is kept, so that one bad profile does not take the others with it.
 *
 * @throws AppError `STORE_TOO_NEW`
 */
export function readWorkspace(data: Readonly<Record<string, unknown>>): ReadWorkspace {
  if (Object.keys(data).length === 0) return { workspace: workspace.parse({ version: WORKSPACE_VERSION }), losses: [], migrated: false };
  const version = typeof data.version === 'number' && Number.isInteger(data.version) && data.version > 0 ? data.version : null;
  if (version !== null && version > WORKSPACE_VERSION) throw new AppError('STORE_TOO_NEW');
  const current = version === null ? data : migrate(data, version, WORKSPACE_VERSION);
  const migrated = version !== null && version < WORKSPACE_VERSION;
  const parsed = workspace.safeParse(current);
  return parsed.success ? { workspace: parsed.data, losses: [], migrated } : { ...salvage(current), migrated };
}
