/** How a server departs from the RFCs, or chooses among their options. */
import { shortText } from './text-limits.ts';
import { z } from './zod.ts';

/** Whether Basic credentials are form-encoded before Base64 (RFC 6749 §2.3.1) or sent as they are. */
export const basicEncoding = z.enum(['form', 'raw']);
export type BasicEncoding = z.infer<typeof basicEncoding>;

/** A parameter this server knows by another name than the RFCs do. */
export const renamedParameter = z.strictObject({ standard: shortText.min(1), name: shortText.min(1) });

/** Every wish of a server that is not the standard's. Data only: `protocol/speak-dialect.ts` is the one reader of all but the encoding. */
export const dialect = z.strictObject({
  basicEncoding: basicEncoding.default('form'),
  /**
   * Where the user's name and password stand in the password grant: as parameters (RFC 6749 §4.3.2), or in the
   * Basic header in the client's place, whose credentials must then be in the body.
   */
  passwordGrantUser: z.enum(['parameters', 'basic_header']).default('parameters'),
  /** Whether a token request may leave `scope` out, must have it, or must not have it. */
  scope: z.enum(['optional', 'required', 'absent']).default('optional'),
  /** `Accept` of requests for tokens; empty for `application/json`. */
  accept: shortText.default(''),
  parameterNames: z.array(renamedParameter).max(50).default([]),
});
export type Dialect = z.infer<typeof dialect>;

/** What the RFCs say. */
export const standardDialect: Dialect = {
  basicEncoding: 'form',
  passwordGrantUser: 'parameters',
  scope: 'optional',
  accept: '',
  parameterNames: [],
};
