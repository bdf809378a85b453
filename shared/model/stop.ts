import { sealedText } from './exchange.ts';
import { longText, shortText } from './text-limits.ts';
import { z } from './zod.ts';

/**
 * Where a run can stand still before it goes on. `authorization_request`: also the request for a device or user
 * code, which takes its place in other flows. `token_request`: the first of a run; what was changed there is
 * changed in those that repeat it.
 */
export const stopPoint = z.enum(['authorization_request', 'callback', 'token_request']);
export type StopPoint = z.infer<typeof stopPoint>;

/** A name and its value as it may be shown. */
export const shownPair = z.strictObject({ name: z.string(), value: sealedText });
export type ShownPair = z.infer<typeof shownPair>;

/** A message that is not sent or accepted yet, as it may be shown: what the user can change, in order. */
export const shownMessage = z.strictObject({
  /** Empty for one that arrived. */
  method: z.string(),
  /** Where it goes, or where it arrived. */
  target: sealedText,
  parameters: z.array(shownPair),
  /** Those that can be changed; none of a message that travels through a browser. */
  headers: z.array(shownPair),
});
export type ShownMessage = z.infer<typeof shownMessage>;

/** One line of what the user makes of a list: one that stays as it is, by its place, so that hidden values need not be shown to be kept; or a new one. */
export const changedPair = z.union([
  z.strictObject({ kept: z.number().int().min(0).max(1_000) }),
  z.strictObject({ name: shortText.min(1), value: longText }),
]);
export type ChangedPair = z.infer<typeof changedPair>;

/** What the user makes of a message. A list that is absent stays as it is. */
export const messageChanges = z.strictObject({
  parameters: z.array(changedPair).max(400).optional(),
  headers: z.array(changedPair).max(400).optional(),
});
export type MessageChanges = z.infer<typeof messageChanges>;
