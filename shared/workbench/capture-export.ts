import type { ExportedFile, ExportFormat } from '../contract/contract.ts';
import { harLog } from '../exchange/har.ts';
import { maskedText, unsealText } from '../exchange/sealed-text.ts';
import { maskedExchange, unsealExchange } from '../exchange/unseal-exchange.ts';
import type { CaptureRecord } from '../model/capture.ts';
import type { SealedText } from '../model/exchange.ts';
import { exportName } from './export-name.ts';

/**
 * Captured requests as a file, in the order they arrived.
 *
 * @param secrets whether what was sealed is put back
 */
export function exportCaptures(records: readonly CaptureRecord[], format: ExportFormat, secrets: boolean, version: string): ExportedFile {
  const inOrder = records.toSorted((one, other) => one.view.summary.at - other.view.summary.at);
  const data =
    format === 'har'
      ? harLog(
          inOrder.map(({ view, sealed }) => ({
            template: view.exchange,
            sealed: secrets ? sealed.exchange : null,
            comment: fragmentWords(view.fragment, secrets ? sealed.fragment : null),
          })),
          version,
        )
      : { grantbench: version, secrets, captures: inOrder.map((record) => captureDocument(record, secrets)) };
  const name = exportName('capture', '', inOrder.at(-1)?.view.summary.at ?? 0, secrets, format);
  return { name, text: `${JSON.stringify(data, null, 2)}\n` };
}

/** The fragment never was part of the request, so that an archive has no better place for it. */
function fragmentWords(fragment: SealedText | null, values: readonly string[] | null): string {
  if (fragment === null || fragment.length === 0) return 'captured';
  return `captured, fragment: ${values === null ? maskedText(fragment) : unsealText(fragment, values)}`;
}

function captureDocument({ view, sealed }: CaptureRecord, secrets: boolean): Record<string, unknown> {
  const { summary, exchange, fragment, parameters, more, error } = view;
  const read = (text: SealedText, values: readonly string[]) => (secrets ? unsealText(text, values) : maskedText(text));
  return {
    at: new Date(summary.at).toISOString(),
    method: summary.method,
    path: summary.path,
    via: summary.via,
    parameters: parameters.map(({ place, name, value }) => ({ place, name, value: read(value, sealed.parameters) })),
    ...(more > 0 && { parametersLeftOut: more }),
    fragment: fragment && read(fragment, sealed.fragment),
    error,
    exchange: secrets ? unsealExchange(exchange, sealed.exchange) : maskedExchange(exchange),
  };
}
