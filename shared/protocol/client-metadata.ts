import { AppError } from '../errors.ts';
import { readJsonObject } from '../inspector/json-object.ts';
import { rfc } from '../model/spec-link.ts';

/** Metadata of a client, as it is on the wire. */
export type ClientMetadata = Readonly<Record<string, unknown>>;

/**
 * Reads client metadata that somebody wrote.
 *
 * @throws AppError `INPUT_INVALID` for what is no JSON object
 * @see https://www.rfc-editor.org/rfc/rfc7591#section-2
 */
export function readClientMetadata(text: string): ClientMetadata {
  const { object, fault } = readJsonObject(text);
  if (object !== null && fault === null) return object;
  throw new AppError('INPUT_INVALID', {
    message: `The client metadata is no JSON object: ${fault?.reason ?? 'it cannot be read'}`,
    hint: 'Write an object such as {"client_name": "My app"}.',
    spec: rfc(7591, '2'),
  });
}
