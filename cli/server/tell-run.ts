import type { RunRecord, Step } from '../../shared/model/run.ts';
import { exitCodeOfRun } from '../exit-code.ts';
import { writeLine } from '../output.ts';
import { describeStep, printRun } from '../token/print-run.ts';
import { exchangeOf, verdictOf } from '../token/token-document.ts';

interface TellOptions {
  readonly json?: boolean;
  readonly showSecrets?: boolean;
}

/** Tells a person about each step as it ends; a script reads them all at the end. */
export function observeSteps({ json }: TellOptions): { stepped(step: Step): void } {
  const told = new Set<number>();
  return {
    stepped(step) {
      if (json === true || step.endedAt === null || told.has(step.index)) return;
      told.add(step.index);
      void writeLine(process.stderr, describeStep(step));
    },
  };
}

/**
 * Tells how a run ended that is no grant: one JSON document, or words.
 *
 * @param extra what the document of this command has besides
 */
export async function tellRun(record: RunRecord, options: TellOptions, extra: Readonly<Record<string, unknown>> = {}): Promise<void> {
  if (options.json !== true) return printRun(record);
  const { view, sealed } = record;
  const document = {
    ok: exitCodeOfRun(record) === 0,
    ...extra,
    verdicts: view.steps.flatMap((step) => step.verdicts).map(verdictOf),
    steps: view.steps.map((step, index) => ({
      name: step.name,
      ...(step.exchange !== null && {
        exchange: exchangeOf(step.exchange, options.showSecrets ? (sealed.exchanges[index] ?? null) : null),
      }),
    })),
    ...(view.error !== null && { error: view.error }),
  };
  await writeLine(process.stdout, JSON.stringify(document));
}
