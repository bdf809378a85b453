import { PagedListbox } from '../../components/paged-listbox.tsx';
import { useNow } from '../../components/use-now.ts';
import { HistoryRow } from './history-row.tsx';
import { historyList } from './history-state.ts';

/** The runs, newest first. */
export function HistoryList({ total, onDelete }: { readonly total: number; readonly onDelete: () => void }) {
  const now = useNow();
  return (
    <PagedListbox list={historyList} total={total} label="Runs" onDelete={onDelete} row={(run) => <HistoryRow run={run} now={now} />} />
  );
}
