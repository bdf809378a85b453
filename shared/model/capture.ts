import { exchangeTemplate, sealedText, sealedValues } from './exchange.ts';
import { specLink } from './spec-link.ts';
import { uuid } from './text-limits.ts';
import { z } from './zod.ts';

/** Captured requests that are kept; older ones are let go, unless the user keeps them. */
export const CAPTURES_KEPT = 2_000;
/** Captured requests that a user may keep from being let go. */
export const CAPTURES_PINNED = 500;
/** Ports that may be listened on at one time. */
export const CAPTURE_LISTENERS = 20;
/** Parameters of one request that are decoded; what comes after stands in the raw request. */
export const CAPTURE_PARAMETERS = 200;

/** What to listen for. */
export const captureWish = z.strictObject({
  /** 0 for any free port. */
  port: z.number().int().min(0).max(65_535),
  /** The one path to record, as it stands in the request; null for all. */
  path: z
    .string()
    .max(1_024)
    .regex(/^\/[^?#\s]*$/, 'a path that begins with /, without query, fragment and blanks')
    .nullable(),
  /** Serves HTTPS with a certificate made on this machine. */
  https: z.boolean(),
  /** Ends after so many requests; null for never. */
  count: z.number().int().min(1).max(1_000_000).nullable().default(null),
  /** Ends after so many seconds; null for never. */
  seconds: z.number().int().min(1).max(86_400).nullable().default(null),
});
export type CaptureWish = z.infer<typeof captureWish>;

/** A port that is listened on. */
export const captureListener = z.strictObject({
  id: uuid,
  port: z.number().int(),
  path: z.string().nullable(),
  https: z.boolean(),
  /** Strings to register at a server, the best first. */
  redirectUris: z.array(z.string()),
  /** SHA-256 of the certificate, as browsers show it; null for plain HTTP. */
  fingerprint: z.string().nullable(),
  /** Epoch milliseconds. */
  startedAt: z.number(),
  /** Requests recorded so far. */
  hits: z.number().int(),
  /** Requests refused so far, and why the last one was. */
  strays: z.number().int(),
  strayReason: z.string().nullable(),
  count: z.number().int().nullable(),
  /** When it ends by itself, epoch milliseconds; null for never. */
  until: z.number().nullable(),
});
export type CaptureListenerView = z.infer<typeof captureListener>;

/** Where a redirect's parameters stood. */
export const capturePlace = z.enum(['query', 'form', 'fragment']);

/** A captured request in one line of a list. */
export const captureSummary = z.strictObject({
  id: uuid,
  /** Epoch milliseconds. */
  at: z.number(),
  method: z.string(),
  /** Scheme, host and port it came to. */
  origin: z.string(),
  /** Without query; what is secret in it masked. */
  path: z.string(),
  /** Where the parameters were; null for a request without any. */
  via: z.enum(['query', 'form_post', 'fragment']).nullable(),
  /** Names of the parameters, the first few. */
  names: z.array(z.string()),
  /** The `error` it brought. */
  error: z.string().nullable(),
  /** Kept by the user: never let go for newer ones. */
  pinned: z.boolean(),
});
export type CaptureSummary = z.infer<typeof captureSummary>;

/** One parameter of a captured request, decoded. */
export const capturedParameter = z.strictObject({
  place: capturePlace,
  name: z.string(),
  value: sealedText,
  /** Whether its value has the form of a JWT. */
  jwt: z.boolean(),
});
export type CapturedParameter = z.infer<typeof capturedParameter>;

/** What the server refused with, and what that means. */
export const capturedError = z.strictObject({
  error: z.string(),
  description: z.string().nullable(),
  uri: z.string().nullable(),
  /** Null for a code no specification defines. */
  meaning: z.strictObject({ meaning: z.string(), hint: z.string(), spec: specLink }).nullable(),
});

/** A captured request as it may be shown without asking. */
export const captureView = z.strictObject({
  summary: captureSummary,
  exchange: exchangeTemplate,
  /** What stood behind the `#`; null where nothing could tell. */
  fragment: sealedText.nullable(),
  parameters: z.array(capturedParameter),
  /** Parameters that are not in the list. */
  more: z.number().int(),
  error: capturedError.nullable(),
});
export type CaptureView = z.infer<typeof captureView>;

/** A captured request, whole. What was taken out of the view is only ever stored encrypted. */
export const captureRecord = z.strictObject({
  view: captureView,
  sealed: z.strictObject({
    exchange: sealedValues,
    /** Of the fragment. */
    fragment: z.array(z.string()),
    /** Of all parameters, one list. */
    parameters: z.array(z.string()),
  }),
});
export type CaptureRecord = z.infer<typeof captureRecord>;
