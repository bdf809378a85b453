import type { SealedText } from '../model/exchange.ts';
import type { KnownSecret } from '../model/resolved-profile.ts';
import type { ShownMessage } from '../model/stop.ts';
import type { ChangeableMessage } from '../protocol/changed-message.ts';
import { findSecrets } from './find-secrets.ts';
import { findUserInfo, searchHeaders } from './seal-header.ts';
import { maskNeedles, sealSpans } from './sealed-text.ts';
import { type Needle, needlesOf } from './secret-needles.ts';
import { sensitiveKind } from './sensitive-names.ts';

/** A message as it may be shown before it goes on: sensitive values taken out, by name and by what is known. */
export function showMessage({ method, target, parameters, headers }: ChangeableMessage, secrets: readonly KnownSecret[]): ShownMessage {
  const needles = needlesOf(secrets);
  return {
    method,
    target: sealSpans(target, [...findUserInfo(target), ...findSecrets(target, { needles, fields: 'url' })], []),
    parameters: parameters.map(([name, value]) => ({ name: maskNeedles(name, needles), value: parameterText(name, value, needles) })),
    headers: searchHeaders(headers, needles).map(({ name, value, spans }) => ({ name, value: sealSpans(value, spans, []) })),
  };
}

function parameterText(name: string, value: string, needles: readonly Needle[]): SealedText {
  const kind = value === '' ? null : sensitiveKind(name);
  return kind === null ? sealSpans(value, findSecrets(value, { needles, fields: 'text' }), []) : [{ sealed: 0, kind }];
}
