import { askedIn } from '../diagnosis/asked.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import type { Asked, RecordedStep } from '../diagnosis/facts.ts';
import { maskSecrets, maskSecretsDeep, maskShortened } from '../exchange/sealed-text.ts';
import type { Diagnosis, ProfileChange } from '../model/diagnosis.ts';
import type { KnownSecret, ResolvedProfile } from '../model/resolved-profile.ts';
import { mergeEdits } from '../protocol/changed-message.ts';
import { noEdits } from './resolve-edits.ts';
import type { RunContext } from './run-context.ts';
import type { RunEnd } from './run-record.ts';
import type { ChangesByHand } from './run-steps.ts';

/** What this run failed of, as far as it shows, with everything secret masked; empty for a run that was cancelled. */
export function diagnoseRun({ request, log }: RunContext, { error, outcome, metadata, replayOf }: RunEnd): Diagnosis[] {
  if (error?.code === 'CANCELLED') return [];
  const { steps, strays, authorization, changes } = log.recorded();
  let last: Asked | null | undefined;
  const facts = {
    profile: withChanges(request.profile, changes),
    metadata,
    error: error?.toData() ?? null,
    tokens: outcome?.tokens ?? null,
    claims: [outcome?.readings.id_token?.payload, outcome?.readings.access_token?.payload].filter((claims) => claims != null),
    steps,
    // Taken apart only when a rule asks for it, which after a success hardly any does.
    get last() {
      last ??= lastAsked(steps);
      return last;
    },
    strays,
    authorization,
    clockSkewSeconds: request.clockSkewSeconds,
    isReplay: replayOf !== undefined,
  };
  const found = diagnose(facts, error !== null || log.hasFailedCheck());
  return maskDiagnoses(
    found.map((each) => ({
      ...each,
      fix: { ...each.fix, changes: each.fix.changes.filter((change) => isForProfile(change, request.profile)) },
    })),
    log.secrets,
  );
}

/** The request with which the run ended: the one that failed, else that for tokens, else the last. */
function lastAsked(steps: readonly RecordedStep[]): Asked | null {
  const asked = steps
    .map((step) => ({ failed: step.status === 'failed', asked: askedIn(step), name: step.name }))
    .filter((step) => step.asked !== null);
  const last = asked.findLast(({ failed }) => failed) ?? asked.findLast(({ name }) => name === 'token') ?? asked.at(-1);
  return last?.asked ?? null;
}

/** The profile as it was sent: what the user changed at a break point is a change by hand like one in the profile. */
function withChanges(profile: ResolvedProfile, changes: readonly ChangesByHand[]): ResolvedProfile {
  const made = (of: ChangesByHand['of']) => changes.find((change) => change.of === of)?.edits ?? noEdits;
  const { authorization, token } = profile.edits;
  return {
    ...profile,
    edits: { authorization: mergeEdits(authorization, made('authorization')), token: mergeEdits(token, made('token')) },
  };
}

/** Whether a change does anything to the profile: what was changed at a break point alone stands in no profile. */
function isForProfile(change: ProfileChange, { edits }: ResolvedProfile): boolean {
  if (change.kind !== 'standardParameter') return true;
  const { parameters, dropped } = edits[change.endpoint];
  return dropped.includes(change.name) || parameters.some(({ name }) => name === change.name);
}

/** Diagnoses that may be shown. A change that would carry a secret is left out: its words remain. */
function maskDiagnoses(diagnoses: readonly Diagnosis[], secrets: readonly KnownSecret[]): Diagnosis[] {
  return diagnoses.map(({ id, message, evidence, fix }) => ({
    id,
    message: maskShortened(message, secrets),
    evidence: maskShortened(evidence, secrets),
    fix: {
      text: maskSecrets(fix.text, secrets),
      changes: fix.changes.filter((change) => JSON.stringify(maskSecretsDeep(change, secrets)) === JSON.stringify(change)),
    },
  }));
}
