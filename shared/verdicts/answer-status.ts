import { type Finding, finding } from './rule.ts';

/** What tells how an answer came. */
interface AnswerFacts {
  readonly status: number;
  readonly error: string | null;
  /** Null where nothing could be read. */
  readonly members: Readonly<Record<string, unknown>> | null;
}

/**
 * Judges whether an answer came with 200, and an error with a status that errors have.
 *
 * @param what the answer, as the user knows it
 * @param errors statuses an error may have, in order
 */
export function judgeStatus(what: string, errors: readonly number[]): (facts: AnswerFacts) => Finding {
  const expected = `${errors.slice(0, -1).join(', ')} or ${errors.at(-1)}`;
  return ({ status, error, members }) => {
    const actual = String(status);
    if (error !== null)
      return errors.includes(status)
        ? finding.pass('The error came with the status an error has.', expected, actual)
        : finding.warning(`The error came with status ${actual} instead of ${expected}.`, expected, actual);
    if (status === 200) return finding.pass(`${what} came with status 200.`, '200', actual);
    const message = `The answer came with status ${actual} instead of 200.`;
    return members === null ? finding.fail(message, '200', actual) : finding.warning(message, '200', actual);
  };
}
