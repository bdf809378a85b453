import { useEffect, useState } from 'react';
import { asAppError } from '../../../shared/errors.ts';
import type { AppErrorData } from '../../../shared/model/app-error.ts';
import { host } from '../../host/host.ts';
import { type LiveRun, storedRun, useRun } from '../../state/run-state.ts';

interface SelectedRun {
  readonly run: LiveRun | undefined;
  readonly error: AppErrorData | null;
}

/** A run of the list in full: the one this session knows, else read from history. The former stays until it is there. */
export function useSelectedRun(id: string | null): SelectedRun {
  const known = useRun(id);
  const [read, setRead] = useState<SelectedRun>({ run: undefined, error: null });
  const wanted = known === undefined ? id : null;
  useEffect(() => {
    if (wanted === null) return;
    let current = true;
    host.invoke('run.read', { runId: wanted }).then(
      (view) => current && setRead({ run: storedRun(view), error: null }),
      (thrown: unknown) => current && setRead({ run: undefined, error: asAppError(thrown).toData() }),
    );
    return () => {
      current = false;
    };
  }, [wanted]);
  if (id === null) return { run: undefined, error: null };
  return known === undefined ? read : { run: known, error: null };
}
