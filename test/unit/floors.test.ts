import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
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

interface Report {
  readonly diagnostics: readonly { readonly category: string; readonly location: { readonly path: string } }[];
}

/** Files with one import each, in the rooms themselves: the linter's own configuration judges by the place. */
const probes = [...forbidden, ...allowed].map(([room, specifier], index) => ({
  room,
  specifier,
  path: `${room}/floor-probe-${process.pid}-${index}.ts`,
}));
/** Paths of the probes whose import the linter refused. */
let refused: ReadonlySet<string>;

const rule = 'lint/style/noRestrictedImports';
const isRefused = (room: string, specifier: string) =>
  refused.has(probes.find((probe) => probe.room === room && probe.specifier === specifier)?.path ?? '');

beforeAll(() => {
  try {
    for (const { path, specifier } of probes)
      writeFileSync(join(root, path), `import { probe } from '${specifier}';\n\nexport const found = probe;\n`);
    const args = ['lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=1000', ...probes.map(({ path }) => path)];
    const { stdout } = spawnSync(process.execPath, [join(root, 'node_modules/@biomejs/biome/bin/biome'), ...args], {
      cwd: root,
      encoding: 'utf8',
    });
    const { diagnostics } = JSON.parse(stdout) as Report;
    refused = new Set(diagnostics.filter(({ category }) => category === rule).map(({ location }) => location.path));
  } finally {
    for (const { path } of probes) rmSync(join(root, path), { force: true });
  }
});

describe('the floors of the house are held by the linter', () => {
  test.each(forbidden)('%s may not import %s', (room, specifier) => {
    expect(isRefused(room, specifier)).toBe(true);
  });

  test.each(allowed)('%s may import %s', (room, specifier) => {
    expect(isRefused(room, specifier)).toBe(false);
  });
});
