import { AppError } from '../../shared/errors.ts';
import { captureRecord, captureSummary } from '../../shared/model/capture.ts';
import type { CaptureStore } from '../../shared/ports.ts';
import type { RunAnswers, RunRequest } from './run-messages.ts';

/** Captured requests in the file of history, asked for through its worker. */
export function createCaptureStore(ask: <R extends RunRequest>(request: R) => Promise<RunAnswers[R['op']]>): CaptureStore {
  return {
    put: async (records) => {
      if (records.length > 0) await ask({ op: 'putCaptures', records });
    },
    list: async () => (await ask({ op: 'listCaptures' })).filter((summary) => captureSummary.safeParse(summary).success),
    get: async (id) => {
      const parsed = captureRecord.safeParse(await ask({ op: 'getCapture', id }));
      if (parsed.success) return parsed.data;
      throw new AppError('STORE_DAMAGED', {
        message: 'This captured request is of a form this version does not know.',
        hint: 'Update Grantbench, or delete it.',
        cause: parsed.error,
      });
    },
    pin: async (ids, pinned) => {
      await ask({ op: 'pinCaptures', ids, pinned });
    },
    delete: async (ids) => {
      await ask({ op: 'deleteCaptures', ids });
    },
  };
}
