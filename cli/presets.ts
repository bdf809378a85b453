import { Command } from 'commander';
import type { Finish } from './program.ts';

/** `grantbench presets`: lists the kinds of servers it knows. */
export function presetsCommand(finish: Finish): Command {
  return new Command('presets')
    .description('list the servers that are known by name')
    .option('--data-dir <folder>', 'folder of the saved profiles; its folder presets may hold more')
    .option('--json', 'print one JSON document')
    .action(async (options: { dataDir?: string; json?: boolean }) => {
      const { runPresets } = await import('./run-presets.ts');
      finish(await runPresets(options));
    });
}
