import { z } from './zod.ts';

/** Characters a short value (name, identifier, scope, URL) may have. */
export const SHORT_TEXT = 8_192;
/** Characters a long value (token, key, certificate, pasted redirect) may have. */
export const LONG_TEXT = 1_048_576;

/** A short text a person types; bounded so that no boundary accepts unbounded input. */
export const shortText = z.string().max(SHORT_TEXT);
/** A long text a person pastes. */
export const longText = z.string().max(LONG_TEXT);
/** An identifier made by Grantbench. */
export const uuid = z.uuid();
