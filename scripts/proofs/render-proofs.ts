import { type Feature, type FeatureGroup, type Proof, type Way, ways } from './proof.ts';
import type { RanTest } from './read-reports.ts';

const columns = Object.keys(ways) as Way[];

/** The table of proofs as Markdown, and the proofs that no passing test gave. */
export interface RenderedProofs {
  readonly text: string;
  readonly missing: readonly { readonly feature: string; readonly proof: Proof }[];
}

/** Fills a cell only where the reports have tests of that title, and all of them passed. */
export function renderProofs(groups: readonly FeatureGroup[], ran: readonly RanTest[]): RenderedProofs {
  const missing: { feature: string; proof: Proof }[] = [];
  const holds = ({ file, title }: Proof): boolean => {
    const tests = ran.filter((test) => test.file === file && test.title.includes(title));
    return tests.length > 0 && tests.every(({ passed }) => passed);
  };
  const cell = (feature: Feature, way: Way): string => {
    const proofs = feature.proofs[way] ?? [];
    missing.push(...proofs.filter((proof) => !holds(proof)).map((proof) => ({ feature: feature.name, proof })));
    const files = [...new Set(proofs.filter(holds).map(({ file }) => file))];
    return files.map((file) => `[${nameOf(file)}](../test/${file})`).join(', ') || '–';
  };
  const table = ({ title, features }: FeatureGroup) =>
    [
      `## ${title}`,
      '',
      `| Feature | From | ${columns.map((way) => ways[way]).join(' | ')} |`,
      `|---|---|${columns.map(() => '---|').join('')}`,
      ...features.map((feature) => `| ${feature.name} | ${feature.specs} | ${columns.map((way) => cell(feature, way)).join(' | ')} |`),
    ].join('\n');
  const text = `${introduction}\n\n${groups.map(table).join('\n\n')}\n`;
  return { text, missing };
}

const introduction = `# Proofs

What Grantbench can do, where it comes from, and the tests that show it. Made by \`npm run proofs\` out of
[features.ts](../scripts/proofs/features.ts) and the reports that \`npm test\` leaves: a cell is filled only where tests of that
file passed. A dash means that no test proves the feature in that way.`;

/** \`integration/grants/checks.test.ts\` → \`grants/checks\`. */
function nameOf(file: string): string {
  return file.replace(/^(unit|integration|e2e)\//, '').replace(/\.(test|spec)\.tsx?$/, '');
}
