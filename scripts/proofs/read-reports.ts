import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';

/** One test as a suite reported it. */
export interface RanTest {
  /** Path under `test/`, with slashes. */
  readonly file: string;
  /** Titles of the suites around it, then its own. */
  readonly title: string;
  readonly passed: boolean;
}

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly ancestorTitles: readonly string[]; readonly title: string; readonly status: string }[];
  }[];
}

interface PlaywrightSuite {
  readonly title: string;
  readonly specs?: readonly {
    readonly title: string;
    readonly file: string;
    readonly tests: readonly { readonly status: string; readonly results: readonly { readonly status: string }[] }[];
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
    ...specs.map(({ title, file, tests }) => ({
      file: `e2e/${file}`,
      title: [...around, title].join(' > '),
      passed: tests.some(({ status, results }) => status === 'expected' && results.some((result) => result.status === 'passed')),
    })),
    ...suites.flatMap((suite) => playwrightTests(suite, [...around, suite.title])),
  ];
}
