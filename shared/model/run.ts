import { appErrorData, errorCode } from './app-error.ts';
import { diagnosis } from './diagnosis.ts';
import { endpointReading } from './endpoint-reading.ts';
import { exchangeTemplate, sealedValues } from './exchange.ts';
import { grantType } from './profile.ts';
import { openWays, redirectWay } from './redirect-way.ts';
import { runTask } from './run-task.ts';
import { sentAuthorization } from './sent-authorization.ts';
import { shownMessage, stopPoint } from './stop.ts';
import { uuid } from './text-limits.ts';
import { tokenSet, tokenView } from './token-set.ts';
import { verdict } from './verdict.ts';
import { z } from './zod.ts';

export { type RunTask, runTask } from './run-task.ts';

export const stepName = z.enum([
  'discovery',
  'pushed_authorization_request',
  'authorization',
  'callback',
  /** The run stands still at a break point, before what comes next; ended, it says what was changed there. */
  'stop',
  'device_authorization',
  'backchannel_authentication',
  /** The server tells that the user has answered (CIBA). */
  'ping',
  /** A poll of the token endpoint that was told to wait. */
  'poll',
  'token',
  'jwks',
  'introspection',
  'revocation',
  'userinfo',
  'logout',
  'registration',
  'resource_metadata',
  'resource',
]);
export type StepName = z.infer<typeof stepName>;

export const stepStatus = z.enum(['running', 'waiting', 'done', 'failed']);
export type StepStatus = z.infer<typeof stepStatus>;

/** One thing that happened in a run. */
export const step = z.strictObject({
  index: z.number().int().min(0),
  name: stepName,
  status: stepStatus,
  /** Epoch milliseconds. */
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  /** While waiting: for whom, and until when (epoch milliseconds). */
  waiting: z
    .strictObject({
      /**
       * `browser`: the user signs in there. `device`: on another device, with the code. `backchannel`: at the user's
       * authentication device. `you`: the run stands at a break point.
       */
      for: z.enum(['browser', 'device', 'backchannel', 'you']),
      /** Null: for as long as the user likes. */
      until: z.number().nullable(),
      /** What to show while waiting for a device; the user code is meant to be seen (RFC 8628 §3.2). */
      device: z
        .strictObject({ userCode: z.string(), verificationUri: z.string(), verificationUriComplete: z.string().nullable() })
        .optional(),
      /** At a break point: which, and what can be changed before it goes on. */
      stop: z.strictObject({ at: stopPoint, message: shownMessage }).optional(),
      /** At the browser: which ways back are open. */
      open: openWays.optional(),
      /** Where the server is to tell that the user has answered, beside the polls. */
      pingAt: z.string().optional(),
    })
    .nullable(),
  /** A few words for the sequence: what travelled (`code, state, iss`). */
  label: z.string(),
  /** Null while it is under way, and for a step that is no HTTP exchange of ours (opening the browser). */
  exchange: exchangeTemplate.nullable(),
  /** Of a redirect: which way it came. Runs stored before it was noted, and replays of what was sent, say nothing. */
  way: redirectWay.optional(),
  /** Of a redirect that came by no request (pasted, by custom scheme, in the sign-in window): it can be accepted again all the same. */
  pasted: z.literal(true).optional(),
  verdicts: z.array(verdict),
});
export type Step = z.infer<typeof step>;

/** `checks_failed`: tokens arrived but a check did not hold. Never shown as plain success. */
export const runOutcome = z.enum(['running', 'succeeded', 'checks_failed', 'failed', 'cancelled']);
export type RunOutcome = z.infer<typeof runOutcome>;

/** The columns of a run that are stored readable and can be searched. Nothing else is. */
export const runSummary = z.strictObject({
  id: uuid,
  profileId: uuid.nullable(),
  profileName: z.string(),
  /** Runs stored before there were others are grants. */
  task: runTask.default('grant'),
  /** The grant of the profile; only where the task is `grant` it was run. */
  grant: grantType,
  /** Host and port of the token endpoint, or of the endpoint that was asked; empty while unknown. */
  host: z.string(),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  outcome: runOutcome,
  errorCode: errorCode.nullable(),
});
export type RunSummary = z.infer<typeof runSummary>;

/** What a replay sends again, or has judged again: a step of a finished run. */
export const replayOf = z.strictObject({ runId: uuid, step: z.number().int().min(0) });
export type ReplayOf = z.infer<typeof replayOf>;

/** A run as it may be shown without asking: everything, with sensitive values masked. */
export const runView = z.strictObject({
  summary: runSummary,
  /** Of a replay. */
  replayOf: replayOf.optional(),
  steps: z.array(step),
  tokens: z.array(tokenView),
  /** `token_type`, `expires_in`, `scope` and unknown members of the answer, verbatim, secrets masked. */
  tokenResponse: z.record(z.string(), z.unknown()).nullable(),
  requestedScope: z.string(),
  /** What the endpoint said, of a run that is no grant. */
  answer: endpointReading.nullable().default(null),
  /** Of a refresh with a token of an earlier run: that run, and the one its chain of refreshes began with. */
  refreshOf: z.strictObject({ runId: uuid, familyId: uuid }).optional(),
  error: appErrorData.nullable(),
  /** Likely causes of what went wrong, most likely first; runs stored before there were any have none. */
  diagnosis: z.array(diagnosis).default([]),
  /** Requests that reached the redirect listener and were not this run's redirect. */
  strayHits: z.array(z.strictObject({ reason: z.string(), exchange: exchangeTemplate })),
});
export type RunView = z.infer<typeof runView>;

/** What was taken out of the view. Only ever stored encrypted. */
export const sealedRun = z.strictObject({
  tokens: tokenSet.nullable(),
  /** The refresh token of the request, where it goes on because the answer brought no other. */
  keptRefreshToken: z.string().optional(),
  /** The authorization request of a flow that went through a browser. */
  authorization: sentAuthorization.optional(),
  /** What the redirect brought that came by no request. */
  pasted: z
    .array(z.tuple([z.string(), z.string()]).readonly())
    .readonly()
    .optional(),
  /** By step index; null for a step without an exchange. */
  exchanges: z.array(sealedValues.nullable()),
  strayHits: z.array(sealedValues),
});
export type SealedRun = z.infer<typeof sealedRun>;

/** A finished run, whole: what the run store keeps. */
export const runRecord = z.strictObject({ view: runView, sealed: sealedRun });
export type RunRecord = z.infer<typeof runRecord>;

/** Which runs to list. All conditions hold together; `text` looks in profile name, host and error code. */
export const runQuery = z.strictObject({
  profileId: uuid.optional(),
  task: runTask.optional(),
  grant: grantType.optional(),
  outcome: runOutcome.optional(),
  text: z.string().max(200).optional(),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(500).default(100),
});
export type RunQuery = z.infer<typeof runQuery>;

export const runPage = z.strictObject({ runs: z.array(runSummary), total: z.number().int() });
export type RunPage = z.infer<typeof runPage>;
