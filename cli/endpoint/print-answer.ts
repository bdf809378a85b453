import type { RunRecord } from '../../shared/model/run.ts';
import { writeLine } from '../output.ts';
import { printable, printableLines } from '../printable.ts';
import { printFindings } from '../token/print-run.ts';
import { bodyOf } from './answer-body.ts';

/** What an endpoint said on standard output; what was found about it on standard error. */
export async function printAnswer(record: RunRecord, showSecrets: boolean): Promise<void> {
  const { answer, summary } = record.view;
  if (answer !== null) {
    const body = summary.task === 'resource' ? bodyOf(record, showSecrets) : null;
    if (body !== null && body !== '') await writeLine(process.stdout, printableLines(body));
    if (body === null && answer.members !== null) await writeLine(process.stdout, printableLines(JSON.stringify(answer.members, null, 2)));
    await writeLine(process.stderr, `answer        ${printable(answer.meaning)}`);
    for (const { scheme, parameters, meaning, hint } of answer.challenges) {
      const written = parameters.map(({ name, value }) => `${name}="${value}"`).join(', ');
      await writeLine(process.stderr, `challenge     ${printable(`${scheme} ${written}`.trim())}`);
      await writeLine(process.stderr, `  meaning     ${printable(`${meaning} ${hint}`.trim())}`);
    }
  }
  await printFindings(record.view);
}
