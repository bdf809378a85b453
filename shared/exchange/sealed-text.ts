import { AppError } from '../errors.ts';
import type { SealedText, SealKind } from '../model/exchange.ts';
import type { KnownSecret } from '../model/resolved-profile.ts';
import { findSecrets } from './find-secrets.ts';
import { type Needle, needlesOf } from './secret-needles.ts';
import { sensitiveKind } from './sensitive-names.ts';
import { mergeSpans, type Span } from './span.ts';

/** Nesting beyond which data is not shown: no token answer has it, and walking it could exhaust the stack. */
const DEEPEST = 100;

/** Takes the spans out of a text; what was there is appended to `values`. */
export function sealSpans(text: string, spans: readonly Span[], values: string[]): SealedText {
  const sealed: SealedText = [];
  let from = 0;
  for (const { start, end, kind } of mergeSpans(spans)) {
    if (start > from) sealed.push(text.slice(from, start));
    sealed.push({ sealed: values.length, kind });
    values.push(text.slice(start, end));
    from = end;
  }
  if (from < text.length) sealed.push(text.slice(from));
  return sealed;
}

/** The text as it may be shown: `[redacted client_secret]` in place of a sealed value. */
export function maskedText(text: SealedText): string {
  return text.map((part) => (typeof part === 'string' ? part : mask(part.kind))).join('');
}

/**
 * The original text.
 *
 * @throws AppError `INTERNAL` where the values are not those of this text
 */
export function unsealText(text: SealedText, values: readonly string[]): string {
  return text
    .map((part) => {
      if (typeof part === 'string') return part;
      const value = values[part.sealed];
      if (value === undefined) throw new AppError('INTERNAL', { message: 'The sealed values do not belong to this exchange.' });
      return value;
    })
    .join('');
}

/** Masks every known secret in a text a server wrote (`error_description`, a claim), in whatever encoding. Not reversible. */
export function maskSecrets(text: string, secrets: readonly KnownSecret[]): string {
  return maskNeedles(text, needlesOf(secrets));
}

/** {@link maskSecrets} in a text of ours that holds shortened values: an ellipsis may stand in the middle of a secret. */
export function maskShortened(text: string, secrets: readonly KnownSecret[]): string {
  const needles = needlesOf(secrets);
  const spans = findSecrets(text, { needles, fields: null });
  for (let end = text.indexOf('…'); end !== -1; end = text.indexOf('…', end + 1)) {
    spans.push(...findSecrets(text.slice(0, end), { needles, fields: null, cut: true }));
  }
  return maskedText(sealSpans(text, spans, []));
}

/** {@link maskSecrets} for many texts and the same secrets. */
export function maskNeedles(text: string, needles: readonly Needle[]): string {
  if (needles.length === 0 || text === '') return text;
  const spans = findSecrets(text, { needles, fields: null });
  return spans.length === 0 ? text : maskedText(sealSpans(text, spans, []));
}

/** {@link maskSecrets} over JSON data: strings, member names, and numbers that spell a secret. */
export function maskSecretsDeep(value: unknown, secrets: readonly KnownSecret[]): unknown {
  return maskDeep(value, needlesOf(secrets), false, 0);
}

/** {@link maskSecretsDeep}, and also masks what goes under a telling name, known or not (`device_secret`). */
export function maskMembersDeep(value: unknown, secrets: readonly KnownSecret[]): unknown {
  return maskDeep(value, needlesOf(secrets), true, 0);
}

function maskDeep(value: unknown, needles: readonly Needle[], byName: boolean, depth: number): unknown {
  if (typeof value === 'string') return maskNeedles(value, needles);
  if (typeof value === 'number') {
    const text = String(value);
    const masked = maskNeedles(text, needles);
    return masked === text ? value : masked;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) return '[nested too deeply to show]';
  if (Array.isArray(value)) return value.map((item) => maskDeep(item, needles, byName, depth + 1));
  // fromEntries defines members, so that one named __proto__ stays data.
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => {
      const kind = byName && hidesSomething(item) ? sensitiveKind(name) : null;
      return [maskNeedles(name, needles), kind === null ? maskDeep(item, needles, byName, depth + 1) : mask(kind)];
    }),
  );
}

function hidesSomething(item: unknown): boolean {
  return item !== null && item !== '' && typeof item !== 'boolean' && item !== undefined;
}

function mask(kind: SealKind): string {
  return `[redacted ${kind}]`;
}
