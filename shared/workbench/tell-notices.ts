import type { AppErrorData } from '../model/app-error.ts';
import type { WorkspaceStore } from '../ports.ts';

/** A workspace store that tells when there is something new to say about stored files: a damaged one is found by whoever reads it next. */
export function tellNotices(store: WorkspaceStore, tell: (notices: AppErrorData[]) => void): WorkspaceStore {
  // Those of the start are told by host.describe, to whoever asks.
  let told: number | null = null;
  const look = () => {
    const notices = store.notices();
    if (told !== null && notices.length > told) tell(notices);
    told = notices.length;
  };
  const looking = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } finally {
      look();
    }
  };
  return {
    read: () => looking(store.read()),
    change: (edit) => looking(store.change(edit)),
    notices: () => store.notices(),
    async dismissNotices() {
      await store.dismissNotices();
      told = 0;
      tell([]);
    },
  };
}
