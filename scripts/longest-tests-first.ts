import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes long, the longest first: files that start programs by the dozen, seal thousands of exchanges or draw thousands of cases. */
const long = [
  'security/canary-workbench',
  'security/canary-command-line',
  'security/',
  'integration/storage/runs-processes',
  'integration/cli/',
  'integration/inspect-cli',
  'integration/storage/',
  'integration/grants/checks',
  'unit/inspector/mutations',
  'unit/exchange/seal-known',
  'integration/',
];

/**
 * A long file that starts last keeps one core busy and the others idle. Vitest itself would know only from the run
 * before which files are long, and goes by their size in a fresh checkout.
 */
export class LongestTestsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = long.findIndex((beginning) => moduleId.includes(`/test/${beginning}`));
      return found === -1 ? long.length : found;
    };
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}
