import type { AppError } from '../../shared/errors.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { RegistrationFacts } from '../../shared/verdicts/facts.ts';
import type { RegistrationRun } from '../../shared/workbench/run-registration.ts';
import { printProblem } from '../failure.ts';
import { writeLine } from '../output.ts';
import { printable, printableLines } from '../printable.ts';
import type { RegisterOptions } from '../register.ts';
import { onTerminal } from '../terminal-hint.ts';
import { printFindings } from '../token/print-run.ts';
import { documentParts } from '../token/token-document.ts';

/** What came of it. */
export interface ClientOutcome extends RegistrationRun {
  readonly action: RegistrationFacts['action'];
  /** The profile that has the client now, or had the one that is deleted. */
  readonly kept: Profile | null;
  /** Why no profile has it. */
  readonly problem: AppError | null;
  readonly ok: boolean;
}

/**
 * Tells a registration: one JSON document, whose names and shape are fixed, or words. What the server said of the client
 * is verbatim, secrets included, where nothing else has it: else its secrets are in the keychain.
 */
export async function tellClient(outcome: ClientOutcome, { json, save, showSecrets = false }: RegisterOptions): Promise<void> {
  const { record, action, kept, problem, ok } = outcome;
  const client = clientOf(outcome, showSecrets);
  const profile = kept === null ? {} : { profile: { id: kept.id, name: kept.name } };
  if (json) {
    const { ok: isOk, error, ...parts } = documentParts(record, ok, showSecrets);
    const said = problem === null ? error : onTerminal(problem.toData());
    const document = { ok: isOk, action, client, ...profile, ...parts, ...(said !== undefined && { error: said }) };
    return writeLine(process.stdout, JSON.stringify(document));
  }
  if (client !== null) await writeLine(process.stdout, printableLines(JSON.stringify(client, null, 2)));
  const { answer } = record.view;
  if (answer !== null) await writeLine(process.stderr, `answer        ${printable(answer.meaning)}`);
  if (kept !== null) await writeLine(process.stderr, `profile       ${printable(kept.name)}${otherName(kept, save)}`);
  await printFindings(record.view);
  if (problem !== null) await printProblem(problem.toData(), problem.cause);
}

/** Why the profile has another name than was asked for. */
function otherName({ name }: Profile, save: RegisterOptions['save']): string {
  return typeof save !== 'string' || save.trim() === name ? '' : `, since “${printable(save.trim())}” was taken meanwhile`;
}

function clientOf({ record: { view }, client, kept }: ClientOutcome, showSecrets: boolean): Readonly<Record<string, unknown>> | null {
  if (kept === null || showSecrets || client === null) return client;
  // Of a run that ended in a refusal, the last answer is that and no client.
  return view.error === null ? (view.answer?.members ?? null) : null;
}
