import type { ServerPreset } from '../shared/model/server-preset.ts';
import type { ExitCode } from './exit-code.ts';
import { printProblem } from './failure.ts';
import { knownPresets } from './known-presets.ts';
import { writeLine } from './output.ts';
import { printable } from './printable.ts';

/** Prints every preset. A broken file of the user's is told on standard error and hides no other. */
export async function runPresets(options: { dataDir?: string; json?: boolean }): Promise<ExitCode> {
  const { presets, problems } = await knownPresets(options.dataDir);
  for (const problem of problems) await printProblem(problem);
  if (options.json) {
    await writeLine(process.stdout, JSON.stringify({ ok: problems.length === 0, presets: presets.map(documentOf) }));
  } else {
    const width = Math.max(...presets.map(({ id }) => id.length));
    for (const preset of presets) await writeLine(process.stdout, printable(`${preset.id.padEnd(width)}  ${lineOf(preset)}`));
  }
  return problems.length === 0 ? 0 : 2;
}

function lineOf({ name, placeholders }: ServerPreset): string {
  const wanted = placeholders.map((each) => (each.standard === '' ? each.name : `${each.name}=${each.standard}`));
  return wanted.length === 0 ? name : `${name} (${wanted.join(', ')})`;
}

/** Wire names, as scripts expect them everywhere in our output. */
function documentOf(preset: ServerPreset): Record<string, unknown> {
  return {
    id: preset.id,
    name: preset.name,
    placeholders: preset.placeholders,
    issuer: preset.issuer || null,
    endpoints: preset.endpoints,
    other_endpoints: preset.otherEndpoints,
    grants: preset.grants,
    auth_methods: preset.authMethods,
    quirks: preset.quirks,
    registration: preset.registration,
    source: preset.source,
  };
}
