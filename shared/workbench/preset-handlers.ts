import type { Handlers } from '../contract/contract.ts';
import { AppError } from '../errors.ts';
import { requestSettings, serverSettings } from '../model/profile.ts';
import { builtInPresets } from '../servers/built-in-presets.ts';
import { fillPreset } from '../servers/fill-preset.ts';
import { joinPresets } from '../servers/join-presets.ts';
import type { WorkbenchContext } from './workbench-context.ts';

type PresetHandlers = Pick<Handlers, 'preset.list' | 'preset.fill'>;

/** The servers known by name: ours, and those the user keeps in files. */
export function presetHandlers({ ports }: WorkbenchContext): PresetHandlers {
  const list = async () => {
    const { presets, problems } = await ports.presets.read();
    return { presets: joinPresets(builtInPresets, presets), problems: [...problems] };
  };
  return {
    'preset.list': list,
    'preset.fill': async ({ id, values }) => {
      const preset = (await list()).presets.find((each) => each.id === id);
      if (preset === undefined) throw new AppError('STORE_NOT_FOUND', { message: `There is no preset “${id}”.` });
      const filled = fillPreset(preset, Object.fromEntries(values.map(({ name, value }) => [name, value])));
      const { scope, pkce } = requestSettings.parse(filled.request);
      return { server: serverSettings.parse(filled.server), authMethod: preset.authMethods[0] ?? 'none', request: { scope, pkce } };
    },
  };
}
