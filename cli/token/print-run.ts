import { maskedText } from '../../shared/exchange/sealed-text.ts';
import type { RunRecord, RunView, Step } from '../../shared/model/run.ts';
import type { Verdict } from '../../shared/model/verdict.ts';
import { printProblem } from '../failure.ts';
import { writeLine } from '../output.ts';
import { printable } from '../printable.ts';

/** Tells a person about a step, once it has ended. */
export function describeStep(step: Step): string {
  const name = `${step.name} `.padEnd(14);
  if (step.exchange === null) return `${name}${printable(step.label)}`;
  const { request, response, timings } = step.exchange;
  const answer = response === null ? 'no answer' : String(response.status);
  return `${name}${request.method} ${printable(maskedText(request.url))} · ${answer} · ${Math.round(timings.total)} ms`;
}

/** The tokens on standard output, verbatim; what was found about them on standard error. */
export async function printRun({ view, sealed }: RunRecord): Promise<void> {
  const { extra = {}, ...named } = sealed.tokens ?? {};
  for (const [name, value] of Object.entries({ ...named, ...extra })) {
    if (value !== undefined) await writeLine(process.stdout, `${printable(name)}: ${verbatim(value)}`);
  }
  await printFindings(view);
}

/** What was found about a run, on standard error: checks, stray requests, the error, likely causes. */
export async function printFindings(view: RunView): Promise<void> {
  const verdicts = view.steps.flatMap((step) => step.verdicts);
  if (verdicts.length > 0) await writeLine(process.stderr, summary(verdicts));
  for (const verdict of verdicts.filter(({ status }) => status === 'fail' || status === 'warning')) {
    await writeLine(process.stderr, describeVerdict(verdict));
  }
  for (const { reason } of view.strayHits) await writeLine(process.stderr, `stray request  ${printable(reason)}`);
  if (view.error !== null) await printProblem(view.error);
  for (const { message, evidence, fix } of view.diagnosis) {
    await writeLine(process.stderr, `cause         ${printable(message)}`);
    await writeLine(process.stderr, `  evidence    ${printable(evidence)}`);
    await writeLine(process.stderr, `  fix         ${printable(fix.text)}`);
  }
}

function summary(verdicts: readonly Verdict[]): string {
  const count = (status: Verdict['status']) => verdicts.filter((verdict) => verdict.status === status).length;
  const [passed, failed, warned] = [count('pass'), count('fail'), count('warning')];
  return [
    `checks        ${passed} passed`,
    failed > 0 && `${failed} failed`,
    warned > 0 && `${warned} ${warned === 1 ? 'warning' : 'warnings'}`,
  ]
    .filter(Boolean)
    .join(', ');
}

function describeVerdict({ status, title, message, spec }: Verdict): string {
  const section = spec.section === '' ? '' : ` §${spec.section}`;
  return `${(status === 'fail' ? 'failed' : 'warning').padEnd(14)}${printable(title)}: ${printable(message)} (${spec.rfc}${section})`;
}

/** A string as it was; what could not be one line of a terminal, and what is no string, as JSON. */
function verbatim(value: unknown): string {
  return typeof value === 'string' && printable(value) === value ? value : printable(JSON.stringify(value));
}
