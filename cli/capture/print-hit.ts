import type { HarEntry } from '../../shared/exchange/har.ts';
import { maskedExchange, unsealExchange } from '../../shared/exchange/unseal-exchange.ts';
import type { CapturedHit } from '../../shared/ports.ts';
import type { CaptureReading } from '../../shared/protocol/read-capture.ts';
import { printable } from '../printable.ts';

/**
 * One captured request as `--json` prints it; names are stable. The parameters are what was asked for
 * and stand in clear, as the tokens of `grantbench token` do; the exchange is masked, unless its values come along.
 */
export function hitDocument(
  hit: CapturedHit,
  reading: CaptureReading,
  number: number,
  { template, sealed }: HarEntry,
): Record<string, unknown> {
  const { request } = hit.exchange;
  const { via, path, query, form, fragment, error } = reading;
  return {
    number,
    at: new Date(hit.exchange.startedAt).toISOString(),
    method: request.method,
    path,
    via,
    parameters: membersOf([...query, ...form, ...fragment]),
    query,
    form,
    fragment,
    error: error && {
      error: error.error,
      error_description: error.description,
      error_uri: error.uri,
      meaning: error.meaning?.meaning ?? null,
      hint: error.meaning?.hint ?? null,
      spec: error.meaning?.spec ?? null,
    },
    exchange: sealed === null ? maskedExchange(template) : unsealExchange(template, sealed),
  };
}

/** By name; a repeated name has a list. */
function membersOf(parameters: readonly (readonly [string, string])[]): Record<string, string | string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of parameters) values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries([...values].map(([name, all]) => [name, all.length === 1 ? (all[0] ?? '') : all]));
}

/** One captured request for a person at a terminal. */
export function hitText({ exchange }: CapturedHit, reading: CaptureReading, number: number): string {
  const groups = (['query', 'form', 'fragment'] as const).flatMap((place) =>
    reading[place].map(([name, value]) => `  ${place.padEnd(8)} ${name} = ${value}`),
  );
  const { error } = reading;
  const meaning = error?.meaning ? [`  means    ${error.meaning.meaning} ${error.meaning.hint}`] : [];
  const head = `${number}  ${new Date(exchange.startedAt).toISOString()}  ${exchange.request.method} ${reading.path}`;
  return [head, ...groups, ...meaning].map(printable).join('\n');
}
