import { AppError } from '../../shared/errors.ts';
import { type Profile, type ProfileInput, profile } from '../../shared/model/profile.ts';

/**
 * Checks the profile that a command line describes.
 *
 * @throws AppError `INPUT_INVALID` for the first value that cannot be used
 */
export function parseProfile(described: ProfileInput): Profile {
  const result = profile.safeParse(described);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new AppError('INPUT_INVALID', {
    message: `${issue?.path.join('.') ?? 'profile'}: ${issue?.message ?? 'invalid'}`,
    hint: 'Run the command with --help.',
  });
}
