import type { ServerPreset } from '../model/server-preset.ts';

/** Built-in presets and the user's own: of the same id the user's counts, in the place of the other. */
export function joinPresets(builtIn: readonly ServerPreset[], own: readonly ServerPreset[]): ServerPreset[] {
  const byId = new Map([...builtIn, ...own].map((preset) => [preset.id, preset]));
  return [...byId.values()];
}
