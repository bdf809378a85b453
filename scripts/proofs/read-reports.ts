import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';

/** One test, or one step of a story, as a suite reported it. */
export interface RanTest {
  /** Path under `test/`, with slashes. */
  readonly file: string;
  /** Titles of the suites around it, then its own; a step stands in its test. */
  readonly title: string;
  readonly passed: boolean;
}

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly ancestorTitles: readonly string[]; readonly title: string; readonly status: string }[];
  }[];
}

interface PlaywrightStep {
  readonly title: string;
  readonly error?: unknown;
}

interface PlaywrightResult {
  readonly status: string;
  readonly steps?: readonly PlaywrightStep[];
}

interface PlaywrightSuite {
  readonly title: string;
  readonly specs?: readonly {
    readonly title: string;
    readonly file: string;
    readonly tests: readonly { readonly status: string; readonly results: readonly PlaywrightResult[] }[];
  }[];
  readonly suites?: readonly PlaywrightSuite[];
}

/** Reads a report of Vitest or of Playwright, as `npm test` leaves them. @param testFolder absolute path of `test/` */
export function readReport(file: string, testFolder: string): RanTest[] {
  const report = JSON.parse(readFileSync(file, 'utf8')) as Partial<VitestReport> & { readonly suites?: readonly PlaywrightSuite[] };
  if (report.testResults !== undefined) return vitestTests(report.testResults, testFolder);
  return (report.suites ?? []).flatMap((suite) => playwrightTests(suite, []));
}

function vitestTests(results: VitestReport['testResults'], testFolder: string): RanTest[] {
  return results.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ ancestorTitles, title, status }) => ({
      file: relative(testFolder, name).split(sep).join('/'),
      title: [...ancestorTitles, title].join(' > '),
      passed: status === 'passed',
    })),
  );
}

/** Playwright counts a test that was skipped on purpose as one that went as expected: it proves nothing. */
function playwrightTests({ specs = [], suites = [] }: PlaywrightSuite, around: readonly string[]): RanTest[] {
  return [
    ...specs.flatMap(({ title, file: name, tests }) => {
      const file = `e2e/${name}`;
      const whole = [...around, title].join(' > ');
      const results = tests.flatMap((test) => test.results);
      const passed = tests.some(({ status }) => status === 'expected') && results.some(({ status }) => status === 'passed');
      const steps = results.flatMap((result) => result.steps ?? []);
      return [
        { file, title: whole, passed },
        ...steps.map((step) => ({ file, title: `${whole} > ${step.title}`, passed: step.error === undefined })),
      ];
    }),
    ...suites.flatMap((suite) => playwrightTests(suite, [...around, suite.title])),
  ];
}
