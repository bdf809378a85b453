import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const probes: string[] = [];

/** Writes a file with one import into a room, lints it with the project's own configuration, and returns what the linter said. */
function lint(room: string, specifier: string): { ok: boolean; output: string } {
  const path = join(root, room, `floor-probe-${process.pid}-${probes.length}.ts`);
  probes.push(path);
  writeFileSync(path, `import { probe } from '${specifier}';\n\nexport const found = probe;\n`);
  const run = spawnSync(process.execPath, [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'lint', '--vcs-enabled=false', path], {
    cwd: root,
    encoding: 'utf8',
  });
  return { ok: run.status === 0, output: run.stdout + run.stderr };
}

afterEach(() => {
  for (const path of probes) rmSync(path, { force: true });
});

const forbidden = [
  ['shared/model', '../contract/contract.ts'],
  ['shared/model', '../protocol/discovery.ts'],
  ['shared/protocol', '../workbench/run-grant.ts'],
  ['shared/protocol/grants', '../../workbench/run-grant.ts'],
  ['shared/protocol', 'node:crypto'],
  ['shared/inspector', 'undici'],
  ['shared/keys', 'node:crypto'],
  ['shared/keys', '../workbench/run-grant.ts'],
  ['shared/model', '../keys/read-key.ts'],
  ['playground', '../shared/keys/read-key.ts'],
  ['test/fixtures', '../../shared/keys/read-key.ts'],
  ['shared/workbench', '../../node/log.ts'],
  ['shared/workbench', 'electron'],
  ['node', 'electron'],
  ['node', '../cli/token.ts'],
  ['playground', '../shared/protocol/discovery.ts'],
  ['playground', '../shared/inspector/read-token.ts'],
  ['renderer', 'node:fs'],
  ['renderer', '../shared/workbench/run-grant.ts'],
  ['renderer', '../node/log.ts'],
  ['cli', 'electron'],
  ['cli', '../renderer/main.tsx'],
  ['electron', '../cli/token.ts'],
  ['test/fixtures', '../../shared/protocol/discovery.ts'],
] as const;

const allowed = [
  ['shared/protocol', '../model/run.ts'],
  ['shared/workbench', '../protocol/discovery.ts'],
  ['node', '../shared/ports.ts'],
  ['node', 'node:fs'],
  ['renderer', '../shared/contract/contract.ts'],
  ['renderer', '../shared/inspector/read-token.ts'],
  ['shared/protocol', '../keys/read-key.ts'],
  ['renderer', '../shared/keys/read-key.ts'],
  ['cli', '../node/log.ts'],
  ['electron', '../node/log.ts'],
  ['electron', 'electron'],
] as const;

describe('the floors of the house are held by the linter', () => {
  test.each(forbidden)('%s may not import %s', (room, specifier) => {
    const { ok, output } = lint(room, specifier);
    expect(output).toContain('noRestrictedImports');
    expect(ok).toBe(false);
  });

  test.each(allowed)('%s may import %s', (room, specifier) => {
    expect(lint(room, specifier).output).not.toContain('noRestrictedImports');
  });
});
