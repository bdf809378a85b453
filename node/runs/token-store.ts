import { AppError } from '../../shared/errors.ts';
import type { AppErrorData } from '../../shared/model/app-error.ts';
import { heldTokenRecord } from '../../shared/model/held-token.ts';
import { runRecord } from '../../shared/model/run.ts';
import type { TokenStore } from '../../shared/ports.ts';
import { heldTokens } from '../../shared/workbench/held-tokens.ts';
import type { RunAnswers, RunRequest } from './run-messages.ts';

/** Runs of an older version looked through at once; between, the thread answers others. */
const AT_ONCE = 50;

type Ask = <R extends RunRequest>(request: R) => Promise<RunAnswers[R['op']]>;

/**
 * Held tokens, in the database of the runs.
 *
 * @param ask asks the thread of that database
 * @param report told once that somebody else has changed tokens
 */
export function createTokenStore(ask: Ask, report: (notice: AppErrorData) => void): TokenStore {
  let reported = false;

  /** Holds the tokens of runs that an older version stored. Costs one question when there are none. */
  async function holdOlder(): Promise<void> {
    for (;;) {
      const older = await ask({ op: 'unheldRuns', limit: AT_ONCE });
      if (older === null) return;
      const tokens = older.records.flatMap((record) => {
        const parsed = runRecord.safeParse(record);
        return parsed.success ? heldTokens(parsed.data) : [];
      });
      await ask({ op: 'holdTokens', tokens, next: older.next });
    }
  }

  return {
    async list(query, now) {
      await holdOlder();
      const { tokens, total, damaged } = await ask({ op: 'listTokens', query, now });
      if (damaged > 0 && !reported) {
        reported = true;
        const details = {
          message: 'Some tokens were changed outside Grantbench.',
          hint: 'They are not listed; the others are as they were.',
        };
        report(new AppError('STORE_DAMAGED', details).toData());
      }
      return { tokens: [...tokens], total };
    },
    async get(id) {
      const parsed = heldTokenRecord.safeParse(await ask({ op: 'getToken', id }));
      if (parsed.success) return parsed.data;
      throw new AppError('STORE_DAMAGED', {
        message: 'This token is held in a form this version does not know.',
        hint: 'Update Grantbench, or delete the token.',
        cause: parsed.error,
      });
    },
    async note(word) {
      await ask({ op: 'noteToken', word });
    },
    async delete(ids) {
      await ask({ op: 'deleteTokens', by: 'id', ids });
    },
    async deleteOf(profileIds) {
      await ask({ op: 'deleteTokens', by: 'profile_id', ids: profileIds });
    },
  };
}
