import { profile } from './profile.ts';
import { uuid } from './text-limits.ts';
import { namedValue } from './value.ts';
import { z } from './zod.ts';

/** A named set of variables; profiles write them as `{{name}}`. */
export const environment = z.strictObject({
  id: uuid,
  name: z.string().trim().min(1).max(200),
  variables: z.array(namedValue).max(1_000).default([]),
});
export type Environment = z.infer<typeof environment>;

export const settings = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Runs kept in history; older ones go first. */
  keepRuns: z.number().int().min(0).max(1_000_000).default(10_000),
  /** Days a run is kept. */
  keepDays: z.number().int().min(1).max(3_650).default(90),
  /** Seconds by which clocks may differ before a time check fails. */
  clockSkewSeconds: z.number().int().min(0).max(3_600).default(30),
  /** Environment whose variables are used; null for none. */
  environmentId: uuid.nullable().default(null),
});
export type Settings = z.infer<typeof settings>;

/** Version of the file's form. A change to the schemas that old files do not satisfy raises it and adds a migration. */
export const WORKSPACE_VERSION = 1;

/** Everything that is kept in the workspace file. The order of the profiles is the order on the screen. */
export const workspace = z.strictObject({
  version: z.literal(WORKSPACE_VERSION),
  profiles: z.array(profile).max(10_000).default([]),
  environments: z.array(environment).max(1_000).default([]),
  settings: settings.prefault({}),
});
export type Workspace = z.infer<typeof workspace>;

/** A file of profiles to hand to somebody else. Secrets are references without values. */
export const profileExport = z.strictObject({
  format: z.literal('grantbench-profiles'),
  version: z.literal(WORKSPACE_VERSION),
  profiles: z.array(profile).max(10_000),
});
export type ProfileExport = z.infer<typeof profileExport>;
