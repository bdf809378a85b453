import { AppError } from '../../shared/errors.ts';
import { fillPreset, type PresetProfile } from '../../shared/servers/fill-preset.ts';
import { knownPresets } from '../known-presets.ts';
import type { TokenOptions } from '../token.ts';

/**
 * What the preset of the options says of the profile.
 *
 * @param address what the first placeholder stands for: scheme and host of the server, or its issuer; a tenant
 * @throws AppError `INPUT_INVALID`, `STORE_*`
 */
export async function findPreset(
  id: string,
  address: string | undefined,
  options: Pick<TokenOptions, 'profile' | 'placeholder' | 'dataDir'>,
): Promise<PresetProfile> {
  if (options.profile !== undefined) {
    throw new AppError('INPUT_INVALID', {
      message: 'Give --preset or --profile, not both.',
      hint: 'A saved profile has its preset in it already.',
    });
  }
  const { presets, problems } = await knownPresets(options.dataDir);
  const preset = presets.find((each) => each.id === id);
  if (preset === undefined) {
    throw new AppError('INPUT_INVALID', {
      message: `There is no preset “${id}”.`,
      // A broken file may be just the one that was meant.
      hint: [...problems.map(({ message }) => message), 'See: grantbench presets.'].join(' '),
    });
  }
  const [first] = preset.placeholders;
  if (address !== undefined && first === undefined) {
    throw new AppError('INPUT_INVALID', { message: `${preset.name} is always at the same address.`, hint: 'Leave the argument out.' });
  }
  return fillPreset(preset, { ...(address !== undefined && first !== undefined && { [first.name]: address }), ...options.placeholder });
}
