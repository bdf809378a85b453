import { useEffect, useState } from 'react';
import type { AppErrorData } from '../../../shared/model/app-error.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import classes from '../../components/list-screen.module.css';
import { ListScreen } from '../../components/list-screen.tsx';
import { PagedListbox } from '../../components/paged-listbox.tsx';
import { useNow } from '../../components/use-now.ts';
import { hostState } from '../../state/host-state.ts';
import { itemAt } from '../../state/paged-list.ts';
import { HistoryNotices } from '../history/history-notices.tsx';
import { TokenDetailView } from './token-detail-view.tsx';
import { TokenDialog, type TokenQuestion } from './token-dialog.tsx';
import { TokenFilters } from './token-filters.tsx';
import { type Neighbours, TokenRow } from './token-row.tsx';
import { deleteToken, followTokens, isNarrowed, tokenList } from './tokens-state.ts';
import { useTokenDetail } from './use-token-detail.ts';

/** Every token that is held: the list with its filters, and the chosen token with its family and what can be done with it. */
export function TokensScreen() {
  const { total, error, selectedId, filter } = tokenList.state();
  const closed = hostState((state) => state.facts?.history ?? null);
  const [question, setQuestion] = useState<TokenQuestion | null>(null);
  const [problem, setProblem] = useState<AppErrorData | null>(null);
  const { detail, error: unread } = useTokenDetail(selectedId);

  useEffect(() => {
    void tokenList.refresh();
    return followTokens();
  }, []);

  const narrowed = isNarrowed(filter);
  // Until the chosen token has been read, the former one is still shown, and is not meant.
  const isFormer = detail?.token.id !== selectedId;
  return (
    <>
      <ListScreen
        title="Tokens"
        count={total === null ? '' : countWords(total, narrowed)}
        side={
          <>
            {closed === null && <TokenFilters />}
            <HistoryNotices closedTitle="History is closed, and the tokens with it" problem={problem ?? error} onProblem={setProblem} />
            {total !== null && total > 0 && (
              <TokenRows
                total={total}
                onDelete={() => {
                  // The list's own entry: what the detail shows may still be the token that was chosen before.
                  const token = tokenList.selected();
                  if (token !== null) setQuestion({ kind: 'delete', token });
                }}
              />
            )}
            {total === 0 && closed === null && (
              <p className={classes.none}>
                {narrowed ? 'No token fits.' : 'Every token a run obtains is held here, sealed. Run a grant, and its tokens appear.'}
              </p>
            )}
          </>
        }
      >
        {selectedId === null && (
          <p className={classes.choose}>{total !== null && total > 0 ? 'Choose a token to see what it says.' : ''}</p>
        )}
        {selectedId !== null && unread !== null && (
          <div className={classes.notice}>
            <ErrorNotice error={unread} />
          </div>
        )}
        {selectedId !== null && detail !== null && (
          <TokenDetailView key={detail.token.id} detail={detail} isFormer={isFormer} onAsk={setQuestion} />
        )}
      </ListScreen>
      {question !== null && (
        <TokenDialog
          question={question}
          onClose={() => setQuestion(null)}
          onDelete={(id) => {
            setQuestion(null);
            void deleteToken(id).then(setProblem);
          }}
        />
      )}
    </>
  );
}

function TokenRows({ total, onDelete }: { readonly total: number; readonly onDelete: () => void }) {
  const now = useNow();
  const pages = tokenList.state((state) => state.pages);
  const inFamilies = tokenList.state((state) => (state.filter.order ?? 'family') === 'family');
  const neighboursOf = (index: number, familyId: string | undefined): Neighbours => {
    const isRelative = (other: number) => inFamilies && familyId !== undefined && itemAt(pages, other)?.familyId === familyId;
    return { above: isRelative(index - 1), below: isRelative(index + 1) };
  };
  return (
    <PagedListbox
      list={tokenList}
      total={total}
      label="Tokens"
      onDelete={onDelete}
      row={(token, index) => <TokenRow token={token} neighbours={neighboursOf(index, token?.familyId)} now={now} />}
    />
  );
}

function countWords(total: number, narrowed: boolean): string {
  const tokens = `${total.toLocaleString('en')} ${total === 1 ? 'token' : 'tokens'}`;
  return narrowed ? `${tokens} found` : tokens;
}
