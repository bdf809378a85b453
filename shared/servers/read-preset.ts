import { AppError } from '../errors.ts';
import { type ServerPreset, serverPreset } from '../model/server-preset.ts';

/**
 * A preset somebody wrote, out of the text of its file.
 *
 * @param file its name, for the message
 * @throws AppError `INPUT_INVALID` that names what is wrong, and where
 */
export function readPreset(text: string, file: string): ServerPreset {
  const parsed = serverPreset.safeParse(parseJson(text, file));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError('INPUT_INVALID', {
    message: `The preset ${file} cannot be used: ${issue?.path.join('.') || 'file'}: ${issue?.message ?? 'invalid'}`,
    hint: 'Compare it with the example in the guide, “Servers”.',
  });
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new AppError('INPUT_INVALID', { message: `The preset ${file} is not JSON.`, hint: 'Correct the file.', cause });
  }
}
