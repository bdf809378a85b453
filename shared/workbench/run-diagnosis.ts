import { askedIn } from '../diagnosis/asked.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import { maskSecrets, maskSecretsDeep, maskShortened } from '../exchange/sealed-text.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { KnownSecret } from '../model/resolved-profile.ts';
import type { RunContext } from './run-context.ts';
import type { RunEnd } from './run-record.ts';

/** What this run failed of, as far as it shows, with everything secret masked; empty for a run that was cancelled. */
export function diagnoseRun({ request, log }: RunContext, { error, outcome, metadata }: RunEnd): Diagnosis[] {
  if (error?.code === 'CANCELLED') return [];
  const { steps, strays } = log.recorded();
  const asked = steps
    .map((step) => ({ failed: step.status === 'failed', asked: askedIn(step), name: step.name }))
    .filter((step) => step.asked !== null);
  const last = asked.findLast(({ failed }) => failed) ?? asked.findLast(({ name }) => name === 'token') ?? asked.at(-1);
  const facts = {
    profile: request.profile,
    metadata,
    error: error?.toData() ?? null,
    tokens: outcome?.tokens ?? null,
    claims: [outcome?.readings.id_token?.payload, outcome?.readings.access_token?.payload].filter((claims) => claims != null),
    steps,
    last: last?.asked ?? null,
    strays,
    clockSkewSeconds: request.clockSkewSeconds,
  };
  return maskDiagnoses(diagnose(facts, error !== null || log.hasFailedCheck()), log.secrets);
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
