import type { RunRecord, Step } from '../../shared/model/run.ts';
import { exitCodeOfRun } from '../exit-code.ts';
import { writeLine } from '../output.ts';
import { describeStep, printRun } from '../token/print-run.ts';
import { documentParts } from '../token/token-document.ts';

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

/** Tells how a run ended that brings neither tokens nor an answer: one JSON document, or words. */
export async function tellRun(record: RunRecord, { json, showSecrets = false }: TellOptions): Promise<void> {
  if (json !== true) return printRun(record);
  await writeLine(process.stdout, JSON.stringify(documentParts(record, exitCodeOfRun(record) === 0, showSecrets)));
}
