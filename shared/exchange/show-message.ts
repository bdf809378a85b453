import type { SealedText } from '../model/exchange.ts';
import type { KnownSecret } from '../model/resolved-profile.ts';
import type { ShownMessage, ShownPair } from '../model/stop.ts';
import type { NameValues } from '../protocol/apply-edits.ts';
import type { ChangeableMessage } from '../protocol/changed-message.ts';
import { findSecrets } from './find-secrets.ts';
import { findHeaderSecrets, findUserInfo } from './seal-header.ts';
import { maskNeedles, sealSpans } from './sealed-text.ts';
import { needlesOf } from './secret-needles.ts';
import { sensitiveKind } from './sensitive-names.ts';

/** A message as it may be shown before it goes on: sensitive values taken out, by name and by what is known. */
export function showMessage({ method, target, parameters, headers }: ChangeableMessage, secrets: readonly KnownSecret[]): ShownMessage {
  const needles = needlesOf(secrets);
  const list = (pairs: NameValues, show: (name: string, value: string) => SealedText): ShownPair[] =>
    pairs.map(([name, value]) => ({ name: maskNeedles(name, needles), value: show(name, value) }));
  return {
    method,
    target: sealSpans(target, [...findUserInfo(target), ...findSecrets(target, { needles, fields: 'url' })], []),
    parameters: list(parameters, (name, value) => {
      const kind = value === '' ? null : sensitiveKind(name);
      return kind === null ? sealSpans(value, findSecrets(value, { needles, fields: 'text' }), []) : [{ sealed: 0, kind }];
    }),
    headers: list(headers, (name, value) => sealSpans(value, findHeaderSecrets(name, value, needles), [])),
  };
}
