import type { RunView } from '../../../shared/model/run.ts';
import { ExchangeDetail } from './exchange-detail.tsx';
import { ExchangeList, type PlacedExchange, runExchanges } from './exchange-list.tsx';
import classes from './exchanges-panel.module.css';
import { PastedNotice } from './pasted-notice.tsx';

interface ExchangesPanelProps {
  readonly view: RunView;
  /** Which exchange is shown; where nobody chose, the token request or the last before it. */
  readonly selected: PlacedExchange['place'] | null;
  readonly onSelect: (place: PlacedExchange['place']) => void;
}

/** Everything that went over the wire: the list, and one exchange in full. */
export function ExchangesPanel({ view, selected, onSelect }: ExchangesPanelProps) {
  const exchanges = runExchanges(view);
  const chosen =
    exchanges.find(({ place }) => place.kind === selected?.kind && place.index === selected.index) ??
    exchanges.findLast(({ name }) => name === 'token') ??
    exchanges.findLast(({ place }) => place.kind === 'step') ??
    exchanges.at(-1);
  if (chosen === undefined) {
    return (
      <>
        <PastedNotice view={view} />
        <p className={classes.none}>
          {view.summary.outcome === 'running' ? 'Requests appear here as they are answered.' : 'Nothing was sent.'}
        </p>
      </>
    );
  }
  return (
    <>
      <PastedNotice view={view} />
      <ExchangeList exchanges={exchanges} selected={chosen} onSelect={({ place }) => onSelect(place)} />
      <ExchangeDetail
        key={`${view.summary.id} ${chosen.place.kind} ${chosen.place.index}`}
        runId={view.summary.id}
        placed={chosen}
        canReveal={view.summary.outcome !== 'running'}
      />
    </>
  );
}
