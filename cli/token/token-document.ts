import { maskedText, unsealText } from '../../shared/exchange/sealed-text.ts';
import type { BodyTemplate, ExchangeTemplate, SealedText, SealedValues } from '../../shared/model/exchange.ts';
import type { RunRecord } from '../../shared/model/run.ts';
import type { TokenSet, TokenView } from '../../shared/model/token-set.ts';
import type { Verdict } from '../../shared/model/verdict.ts';
import { onTerminal } from '../terminal-hint.ts';

/**
 * The one JSON document `grantbench token --json` prints. Names and shape are fixed: scripts read it.
 *
 * @param showSecrets whether the exchanges are given as they were on the wire.
 */
export function tokenDocument(record: RunRecord, ok: boolean, showSecrets: boolean): Record<string, unknown> {
  const { ok: isOk, ...parts } = documentParts(record, ok, showSecrets);
  return { ok: isOk, tokens: tokensOf(record.sealed.tokens), decoded: decodedOf(record.view.tokens), ...parts };
}

/** What the documents of all commands have that run something. */
export function documentParts({ view, sealed }: RunRecord, ok: boolean, showSecrets: boolean) {
  return {
    ok,
    verdicts: view.steps.flatMap((step) => step.verdicts).map(verdictOf),
    steps: view.steps.map((step, index) => ({
      name: step.name,
      ...(step.exchange !== null && { exchange: exchangeOf(step.exchange, showSecrets ? (sealed.exchanges[index] ?? null) : null) }),
    })),
    ...(view.summary.outcome !== 'succeeded' && {
      diagnosis: view.diagnosis.map(({ id, message, evidence, fix }) => ({ id, message, evidence, fix: fix.text })),
    }),
    ...(view.error !== null && { error: onTerminal(view.error) }),
  };
}

/** The members of the token answer as they were on the wire, the usual ones first. */
function tokensOf(tokens: TokenSet | null): Record<string, unknown> {
  if (tokens === null) return {};
  const { extra, ...named } = tokens;
  return { ...named, ...extra };
}

function decodedOf(tokens: readonly TokenView[]): Record<string, unknown> {
  const readable = tokens.filter(({ kind, reading }) => kind !== 'refresh_token' && reading.header !== null);
  return Object.fromEntries(readable.map(({ kind, reading }) => [kind, { header: reading.header, payload: reading.payload }]));
}

function verdictOf({ id, status, expected, actual, spec, message }: Verdict): Record<string, unknown> {
  return { id, status, expected, actual, spec, message };
}

/** @param sealed the values to put back; null to leave them redacted. */
export function exchangeOf({ request, response, timings }: ExchangeTemplate, sealed: SealedValues | null): Record<string, unknown> {
  const read = (text: SealedText) => (sealed === null ? maskedText(text) : unsealText(text, sealed.values));
  const readHeaders = (headers: readonly [string, SealedText][]) => headers.map(([name, value]) => [name, read(value)]);
  const readBody = (body: BodyTemplate | null) => (body === null ? null : read(body.text));
  return {
    request: { method: request.method, url: read(request.url), headers: readHeaders(request.headers), body: readBody(request.body) },
    response: response && { status: response.status, headers: readHeaders(response.headers), body: readBody(response.body) },
    timings: {
      dns: timings.dns,
      connect: timings.connect,
      ...(timings.proxy !== null && { proxy: timings.proxy }),
      tls: timings.tls,
      first_byte: timings.firstByte,
      total: timings.total,
    },
  };
}
