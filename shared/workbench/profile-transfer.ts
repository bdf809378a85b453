import { AppError } from '../errors.ts';
import type { Profile } from '../model/profile.ts';
import { heldRef } from '../model/value.ts';
import { type ProfileExport, profileExport, WORKSPACE_VERSION, type Workspace } from '../model/workspace.ts';
import { profileOf } from './workbench-context.ts';

/**
 * Profiles as a file to hand to somebody else. Secrets are references without values; a reference to a
 * token that is held here means nothing elsewhere, and is left out.
 *
 * @throws AppError `STORE_NOT_FOUND`
 */
export function exportProfiles(workspace: Workspace, ids: readonly string[]): string {
  const file: ProfileExport = {
    format: 'grantbench-profiles',
    version: WORKSPACE_VERSION,
    profiles: [...new Set(ids)].map((id) => withoutHeldTokens(profileOf(workspace, id))),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * The profiles in such a file, each with a new id. Ids are never taken over: they name keychain
 * items, and a file from somebody else must not be able to point its own server at our secrets. Nor at
 * tokens that are held here.
 *
 * @throws AppError `INPUT_INVALID` for what is no such file, `STORE_TOO_NEW` for one of a newer Grantbench
 */
export function importProfiles(text: string): Profile[] {
  const data = parseJson(text);
  const { format, version } = typeof data === 'object' && data !== null ? (data as Partial<ProfileExport>) : {};
  if (format !== 'grantbench-profiles') {
    throw new AppError('INPUT_INVALID', {
      message: 'This file holds no Grantbench profiles.',
      hint: 'Choose a file that Grantbench exported.',
    });
  }
  if (typeof version === 'number' && version > WORKSPACE_VERSION) {
    throw new AppError('STORE_TOO_NEW', {
      message: `This file was exported by a newer Grantbench (version ${version} of the format; known are versions up to ${WORKSPACE_VERSION}).`,
      hint: 'Update Grantbench, or export the profiles again with the older one.',
    });
  }
  const parsed = profileExport.safeParse(data);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new AppError('INPUT_INVALID', {
      message: `The file cannot be imported: ${issue?.path.join('.') || 'file'}: ${issue?.message ?? 'invalid'}`,
      hint: 'Nothing was changed. Correct the file, or export it again.',
    });
  }
  return parsed.data.profiles.map((profile) => ({ ...withoutHeldTokens(profile), id: crypto.randomUUID() }));
}

/** The profile, with nothing where it referred to a held token, wherever in it that was. */
function withoutHeldTokens(profile: Profile): Profile {
  const without = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (heldRef.safeParse(value).success) return null;
    if (Array.isArray(value)) return value.map(without);
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, without(member)]));
  };
  return without(profile) as Profile;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new AppError('INPUT_INVALID', {
      message: 'This file is not JSON.',
      hint: 'Choose a file that Grantbench exported; nothing was changed.',
      cause,
    });
  }
}
