/**
 * `npm run proofs`: writes docs/proofs.md out of the reports that the last `npm test` left. Says which
 * proofs no passing test gave; their cells stay empty.
 */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { featureGroups } from './proofs/features.ts';
import { readReport } from './proofs/read-reports.ts';
import { renderProofs } from './proofs/render-proofs.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = join(root, 'test-results');
const reports = existsSync(results) ? readdirSync(results).filter((name) => /^(vitest|playwright).*\.json$/.test(name)) : [];
if (reports.length === 0) {
  console.error('There are no reports in test-results. Run npm test first.');
  process.exit(1);
}
const ran = reports.flatMap((name) => readReport(join(results, name), join(root, 'test')));
const { text, missing } = renderProofs(featureGroups, ran);
writeFileSync(join(root, 'docs/proofs.md'), text);
for (const { feature, proof } of missing) console.error(`${feature}: no passing test “${proof.title}” in test/${proof.file}`);
console.log(`docs/proofs.md: ${featureGroups.flatMap(({ features }) => features).length} features, ${missing.length} proofs missing`);
process.exitCode = missing.length === 0 ? 0 : 1;
