import { decodedViews } from '../exchange/decoded-view.ts';
import { findSecrets } from '../exchange/find-secrets.ts';
import { credentialsIn } from '../exchange/learn-secrets.ts';
import { sealExchange } from '../exchange/seal-exchange.ts';
import { maskSecrets, sealSpans } from '../exchange/sealed-text.ts';
import { needlesOf } from '../exchange/secret-needles.ts';
import { sensitiveKind } from '../exchange/sensitive-names.ts';
import { CAPTURE_PARAMETERS, type CapturedParameter, type CaptureRecord, type CaptureSummary } from '../model/capture.ts';
import type { SealKind } from '../model/exchange.ts';
import type { KnownSecret } from '../model/resolved-profile.ts';
import type { CapturedHit } from '../ports.ts';
import { type CaptureReading, readCapture } from '../protocol/read-capture.ts';

/** Parameter names in a line of the list, and characters of each and of the path. */
const NAMES = 12;
const NAME_LENGTH = 40;
const PATH_LENGTH = 300;

/**
 * What else in a redirect is secret, besides what its name says anywhere: whoever knows the `state` of a run
 * that waits could answer it, and `response` holds a code (JARM).
 */
const ofRedirects: ReadonlyMap<string, SealKind> = new Map<string, SealKind>([
  ['state', 'state'],
  ['response', 'assertion'],
]);

/** A JWS or JWE in compact form, or the beginning of one. */
const jwtForm = /^eyJ[\w-]{8,}\.[\w-]*\.[\w-]*(?:\.[\w-]*\.[\w-]*)?$/;

/** Splits a captured request into what may be shown and what is only ever stored sealed. */
export function captureRecord(id: string, hit: CapturedHit): CaptureRecord {
  const reading = readCapture(hit);
  const all = (['query', 'form', 'fragment'] as const).flatMap((place) => reading[place].map(([name, value]) => ({ place, name, value })));
  const secrets = [...all.flatMap(({ name, value }) => secretIn(name, value)), ...credentialsIn(hit.exchange)];
  const { template, sealed } = sealExchange(hit.exchange, secrets);
  const needles = needlesOf(secrets);
  const fragment: string[] = [];
  const parameters: string[] = [];
  return {
    view: {
      summary: summaryOf(id, hit, reading, secrets),
      exchange: template,
      fragment: hit.fragment === null ? null : sealSpans(hit.fragment, findSecrets(hit.fragment, { needles, fields: 'form' }), fragment),
      parameters: all.slice(0, CAPTURE_PARAMETERS).map(({ place, name, value }): CapturedParameter => {
        const kind = kindOf(name, value);
        const spans = kind === null ? findSecrets(value, { needles, fields: 'text' }) : [{ start: 0, end: value.length, kind }];
        return { place, name: maskSecrets(name, secrets), value: sealSpans(value, spans, parameters), jwt: jwtForm.test(value) };
      }),
      more: Math.max(0, all.length - CAPTURE_PARAMETERS),
      error: reading.error && {
        error: maskSecrets(reading.error.error, secrets),
        description: reading.error.description && maskSecrets(reading.error.description, secrets),
        uri: reading.error.uri && maskSecrets(reading.error.uri, secrets),
        meaning: reading.error.meaning,
      },
    },
    sealed: { exchange: sealed, fragment, parameters },
  };
}

function kindOf(name: string, value: string): SealKind | null {
  return ofRedirects.get(name) ?? sensitiveKind(name) ?? (jwtForm.test(value) ? 'token' : null);
}

/** A value, and what it is once more decoded, where a client encoded it twice. */
function secretIn(name: string, value: string): KnownSecret[] {
  const kind = kindOf(name, value);
  return kind === null ? [] : [value, ...decodedViews(value).map(({ text }) => text)].map((text) => ({ kind, value: text }));
}

function summaryOf(id: string, { exchange }: CapturedHit, reading: CaptureReading, secrets: readonly KnownSecret[]): CaptureSummary {
  const { request } = exchange;
  const names = [...reading.form, ...reading.fragment, ...reading.query].map(([name]) => name);
  const shortened = (text: string, length: number) => (text.length > length ? `${text.slice(0, length)}…` : text);
  return {
    id,
    at: exchange.startedAt,
    method: request.method,
    origin: URL.parse(request.url)?.origin ?? '',
    path: shortened(maskSecrets(reading.path, secrets), PATH_LENGTH),
    via: reading.via,
    names: [...new Set(names)].slice(0, NAMES).map((name) => shortened(maskSecrets(name, secrets), NAME_LENGTH)),
    error: reading.error && shortened(maskSecrets(reading.error.error, secrets), NAME_LENGTH),
    pinned: false,
  };
}
