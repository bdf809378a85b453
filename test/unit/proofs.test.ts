import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { featureGroups } from '../../scripts/proofs/features.ts';
import type { Way } from '../../scripts/proofs/proof.ts';
import { type RanTest, readReport } from '../../scripts/proofs/read-reports.ts';
import { renderProofs } from '../../scripts/proofs/render-proofs.ts';

const test = (file: string) => fileURLToPath(new URL(`../${file}`, import.meta.url));
const features = featureGroups.flatMap((group) => group.features);
const proofs = features.flatMap((feature) =>
  Object.entries(feature.proofs).flatMap(([way, list]) => list.map((proof) => ({ feature: feature.name, way: way as Way, ...proof }))),
);

describe('the table of proofs', () => {
  it('names tests that are there, by words of their titles', () => {
    const gone = proofs.filter(({ file, title }) => !existsSync(test(file)) || !readFileSync(test(file), 'utf8').includes(title));
    expect(gone).toEqual([]);
    // What is filled into a title as it runs stands nowhere in the file.
    expect(proofs.filter(({ title }) => /[%$]/.test(title))).toEqual([]);
  });

  it('puts each proof into the column it belongs to, and leaves no feature without one', () => {
    for (const { way, file, feature } of proofs) {
      expect([feature, way === 'browser', way === 'unit' && file.startsWith('integration')]).toEqual([
        feature,
        file.startsWith('e2e/'),
        false,
      ]);
    }
    expect(features.filter((feature) => Object.values(feature.proofs).flat().length === 0)).toEqual([]);
    expect(new Set(features.map(({ name }) => name)).size).toBe(features.length);
  });

  it('is the one in the guide: the same features, in the same order', () => {
    const page = readFileSync(fileURLToPath(new URL('../../docs/proofs.md', import.meta.url)), 'utf8');
    const rows = page.split('\n').filter((line) => /^\| (?!Feature \|)/.test(line));
    expect(rows.map((row) => row.split(' | ').slice(0, 2).join(' | '))).toEqual(features.map(({ name, specs }) => `| ${name} | ${specs}`));
  });
});

describe('a cell of the table', () => {
  const groups = [
    { title: 'Group', features: [{ name: 'Feature', specs: 'RFC 1', proofs: { unit: [{ file: 'unit/a.test.ts', title: 'does it' }] } }] },
  ];
  const ran = (title: string, passed: boolean): RanTest => ({ file: 'unit/a.test.ts', title, passed });

  it('is filled where its test passed', () => {
    const { text, missing } = renderProofs(groups, [ran('a > does it well', true), ran('a > fails elsewhere', false)]);
    expect(text).toContain('| Feature | RFC 1 | [a](../test/unit/a.test.ts) | – | – | – | – |');
    expect(missing).toEqual([]);
  });

  it.each([
    ['its test failed', [ran('does it', false)]],
    ['one of several failed', [ran('does it once', true), ran('does it twice', false)]],
    ['its test did not run', [ran('does something else', true)]],
    ['another file has it', [{ ...ran('does it', true), file: 'unit/b.test.ts' }]],
  ])('stays empty where %s', (_why, tests) => {
    const { text, missing } = renderProofs(groups, tests);
    expect(text).toContain('| Feature | RFC 1 | – | – | – | – | – |');
    expect(missing).toHaveLength(1);
  });
});

describe('a report of the browser tests', () => {
  it('tells of each step of a story, and of a failed one that it failed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'grantbench-report-'));
    const steps = [{ title: 'it does this' }, { title: 'it does that', error: { message: 'no' } }];
    const specs = [{ title: 'a story', file: 'a.spec.ts', tests: [{ status: 'unexpected', results: [{ status: 'failed', steps }] }] }];
    writeFileSync(join(folder, 'playwright.json'), JSON.stringify({ suites: [{ title: 'a.spec.ts', specs }] }));
    const ran = readReport(join(folder, 'playwright.json'), folder);
    rmSync(folder, { recursive: true });
    expect(ran.map(({ file, title, passed }) => [file, title, passed])).toEqual([
      ['e2e/a.spec.ts', 'a story', false],
      ['e2e/a.spec.ts', 'a story > it does this', true],
      ['e2e/a.spec.ts', 'a story > it does that', false],
    ]);
  });
});
