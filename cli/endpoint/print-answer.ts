import type { RunRecord } from '../../shared/model/run.ts';
import { writeLine } from '../output.ts';
import { printable } from '../printable.ts';
import { printFindings } from '../token/print-run.ts';
import { bodyOf } from './answer-body.ts';

/** What an endpoint said on standard output; what was found about it on standard error. */
export async function printAnswer(record: RunRecord, showSecrets: boolean): Promise<void> {
  const { answer, summary } = record.view;
  if (answer !== null) {
    const body = summary.task === 'resource' ? bodyOf(record, showSecrets) : null;
    if (body !== null && body !== '') await writeLine(process.stdout, lines(body));
    if (body === null && answer.members !== null) await writeLine(process.stdout, lines(JSON.stringify(answer.members, null, 2)));
    await writeLine(process.stderr, `answer        ${printable(answer.meaning)}`);
    for (const { scheme, parameters, meaning, hint } of answer.challenges) {
      const written = parameters.map(({ name, value }) => `${name}="${value}"`).join(', ');
      await writeLine(process.stderr, `challenge     ${printable(`${scheme} ${written}`.trim())}`);
      await writeLine(process.stderr, `  meaning     ${printable(`${meaning} ${hint}`.trim())}`);
    }
  }
  await printFindings(record.view);
}

/** Line for line fit for a terminal: lines stay lines. */
function lines(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => line.split('\t').map(printable).join('\t'))
    .join('\n');
}
