import { specLink } from './spec-link.ts';
import { verdict } from './verdict.ts';
import { z } from './zod.ts';

/** What a server is measured against. `baseline`: what the documents that define a member ask of it. */
export const metadataStandard = z.enum(['baseline', 'rfc9700', 'oauth21', 'fapi2']);
export type MetadataStandard = z.infer<typeof metadataStandard>;

/**
 * How a server stands to one requirement. `fail`: a MUST is not met. `warning`: a SHOULD is not met, or a
 * MUST only for some clients. `pass`: met. `note`: the metadata does not tell, or it does not apply.
 */
export const metadataLevel = z.enum(['fail', 'warning', 'pass', 'note']);
export type MetadataLevel = z.infer<typeof metadataLevel>;

/** One requirement of one standard, and how the server's metadata stands to it. */
export const metadataFinding = verdict.omit({ status: true }).extend({ standard: metadataStandard, level: metadataLevel });
export type MetadataFinding = z.infer<typeof metadataFinding>;

/** One member of a metadata document, explained. */
export const metadataRow = z.strictObject({
  /** Its name on the wire. */
  member: z.string(),
  /** What it is about, in a few words. */
  label: z.string(),
  /** As published; where the server says nothing, the default its definition gives, or null. */
  value: z.unknown(),
  /** Whether the server says so itself. */
  said: z.boolean(),
  /** One sentence; empty for a member nobody registered. */
  meaning: z.string(),
  spec: specLink.nullable(),
});
export type MetadataRow = z.infer<typeof metadataRow>;

export const metadataGroup = z.strictObject({ id: z.string(), title: z.string(), rows: z.array(metadataRow) });
export type MetadataGroup = z.infer<typeof metadataGroup>;

/** A metadata document, readable and judged. */
export const metadataReading = z.strictObject({ groups: z.array(metadataGroup), findings: z.array(metadataFinding) });
export type MetadataReading = z.infer<typeof metadataReading>;
