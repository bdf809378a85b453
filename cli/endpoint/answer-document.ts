import type { RunRecord } from '../../shared/model/run.ts';
import { documentParts } from '../token/token-document.ts';
import { bodyOf } from './answer-body.ts';

/**
 * The one JSON document that the commands for one endpoint print with `--json`. Names and shape are fixed: scripts read it.
 *
 * @param showSecrets whether the exchanges are given as they were on the wire
 */
export function answerDocument(record: RunRecord, ok: boolean, showSecrets: boolean): Record<string, unknown> {
  const { ok: isOk, ...parts } = documentParts(record, ok, showSecrets);
  return { ok: isOk, ...answerOf(record, showSecrets), ...parts };
}

function answerOf({ view, sealed }: RunRecord, showSecrets: boolean): Record<string, unknown> {
  const { answer } = view;
  const { task } = view.summary;
  const jwt = answer?.reading ?? null;
  const decoded = jwt === null ? {} : { decoded: { header: jwt.header, payload: jwt.payload, signature: jwt.signature.status } };
  switch (task) {
    case 'introspection':
    case 'userinfo':
      return { [task]: answer?.members ?? null, ...decoded };
    case 'revocation':
      return { revocation: answer && { status: answer.status, meaning: answer.meaning } };
    case 'resource':
      return {
        resource: answer && {
          status: answer.status,
          meaning: answer.meaning,
          challenges: answer.challenges.map(({ scheme, token68, meaning, hint, parameters }) => ({
            scheme,
            ...(token68 !== null && { token68 }),
            parameters: Object.fromEntries(parameters.map(({ name, value }) => [name, value])),
            meaning,
            ...(hint !== '' && { hint }),
          })),
          body: bodyOf({ view, sealed }, showSecrets),
        },
      };
    default:
      return {};
  }
}
