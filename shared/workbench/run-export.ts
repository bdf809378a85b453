import type { ExportedFile, ExportFormat } from '../contract/contract.ts';
import { type HarEntry, harLog } from '../exchange/har.ts';
import { maskedExchange, unsealExchange } from '../exchange/unseal-exchange.ts';
import type { ExchangeTemplate, SealedValues } from '../model/exchange.ts';
import type { RunRecord } from '../model/run.ts';
import { exportName } from './export-name.ts';

/**
 * A whole run as a file.
 *
 * @param secrets whether what was sealed is put back: tokens, and exchanges as they were on the wire
 */
export function exportRun(record: RunRecord, format: ExportFormat, secrets: boolean, version: string): ExportedFile {
  const { summary } = record.view;
  const data = format === 'har' ? harLog(harOfRun(record, secrets), version) : runDocument(record, secrets, version);
  return { name: exportName('run', summary.profileName, summary.startedAt, secrets, format), text: `${JSON.stringify(data, null, 2)}\n` };
}

/** Everything that went over the wire in a run, stray requests last, each named after its step. */
export function harOfRun({ view, sealed }: RunRecord, secrets: boolean): HarEntry[] {
  const valuesOf = (list: readonly (SealedValues | null)[], index: number) => (secrets ? (list[index] ?? null) : null);
  return [
    ...view.steps.flatMap(({ index, name, label, exchange }) =>
      exchange === null ? [] : [{ template: exchange, sealed: valuesOf(sealed.exchanges, index), comment: `${name}: ${label}` }],
    ),
    ...view.strayHits.map(({ reason, exchange }, index) => ({
      template: exchange,
      sealed: valuesOf(sealed.strayHits, index),
      comment: `stray: ${reason}`,
    })),
  ];
}

/** Everything Grantbench knows of a run. Tokens as values only where secrets were asked for; their readings always. */
function runDocument({ view, sealed }: RunRecord, secrets: boolean, version: string): Record<string, unknown> {
  const plain = (template: ExchangeTemplate | null, values: SealedValues | null | undefined) => {
    if (template === null) return null;
    return secrets && values ? unsealExchange(template, values) : maskedExchange(template);
  };
  const { summary, steps, tokens, tokenResponse, requestedScope, answer, error, diagnosis, strayHits } = view;
  return {
    grantbench: version,
    secrets,
    run: {
      ...summary,
      startedAt: new Date(summary.startedAt).toISOString(),
      endedAt: summary.endedAt === null ? null : new Date(summary.endedAt).toISOString(),
    },
    requestedScope,
    error,
    diagnosis: diagnosis.map(({ id, message, evidence, fix }) => ({ id, message, evidence, fix: fix.text })),
    tokenResponse,
    ...(answer !== null && { answer }),
    tokens: tokens.map(({ kind, reading, issuedAt, expiresAt }) => ({ kind, issuedAt, expiresAt, reading })),
    ...(secrets && { tokenSet: sealed.tokens }),
    steps: steps.map(({ index, name, status, startedAt, endedAt, label, exchange, verdicts }) => ({
      name,
      status,
      startedAt: new Date(startedAt).toISOString(),
      endedAt: endedAt === null ? null : new Date(endedAt).toISOString(),
      label,
      verdicts,
      exchange: plain(exchange, sealed.exchanges[index]),
    })),
    strayHits: strayHits.map(({ reason, exchange }, index) => ({ reason, exchange: plain(exchange, sealed.strayHits[index]) })),
  };
}
