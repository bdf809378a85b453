import type { KeyboardEvent } from 'react';
import type { ExchangeTemplate } from '../../../shared/model/exchange.ts';
import type { RunView } from '../../../shared/model/run.ts';
import classes from './exchange-list.module.css';
import { dottedText } from './seal-words.ts';
import { durationWords } from './time-words.ts';

/** One exchange of a run, and where it stands in it. */
export interface PlacedExchange {
  readonly place: { readonly kind: 'step' | 'stray'; readonly index: number };
  readonly name: string;
  readonly exchange: ExchangeTemplate;
  /** Why a request was not this run's redirect; empty for an exchange of the run. */
  readonly reason: string;
}

/** Everything that went over the wire in a run, stray requests last. */
export function runExchanges({ steps, strayHits }: Pick<RunView, 'steps' | 'strayHits'>): PlacedExchange[] {
  const own = steps.flatMap(({ index, name, exchange }): PlacedExchange[] =>
    exchange === null ? [] : [{ place: { kind: 'step', index }, name, exchange, reason: '' }],
  );
  const strays = strayHits.map(
    ({ reason, exchange }, index): PlacedExchange => ({ place: { kind: 'stray', index }, name: 'stray', exchange, reason }),
  );
  return [...own, ...strays];
}

interface ExchangeListProps {
  readonly exchanges: readonly PlacedExchange[];
  readonly selected: PlacedExchange;
  readonly onSelect: (exchange: PlacedExchange) => void;
}

/** The exchanges as rows; arrow keys move, the one chosen is shown below. */
export function ExchangeList({ exchanges, selected, onSelect }: ExchangeListProps) {
  const at = exchanges.indexOf(selected);
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const targets: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: exchanges.length - 1 };
    const to = targets[event.key];
    const next = to === undefined ? undefined : exchanges[to];
    if (to === undefined) return;
    event.preventDefault();
    if (next === undefined) return;
    onSelect(next);
    event.currentTarget.querySelectorAll<HTMLElement>('[role=option]')[to]?.focus();
  };
  return (
    <div className={classes.list} role="listbox" aria-label="Exchanges" tabIndex={-1} onKeyDown={move}>
      {exchanges.map((each) => (
        <Row key={`${each.place.kind} ${each.place.index}`} each={each} chosen={each === selected} onSelect={() => onSelect(each)} />
      ))}
    </div>
  );
}

function Row({ each, chosen, onSelect }: { readonly each: PlacedExchange; readonly chosen: boolean; readonly onSelect: () => void }) {
  const { exchange } = each;
  const url = dottedText(exchange.request.url);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys for all its rows.
    <div role="option" aria-selected={chosen} tabIndex={chosen ? 0 : -1} className={classes.row} onClick={onSelect}>
      <span className={classes.name}>{each.name}</span>
      <span className={classes.method}>{exchange.request.method}</span>
      <span className={classes.url} title={each.reason === '' ? url : `${each.reason} ${url}`}>
        {url}
      </span>
      <span className={exchange.response === null || exchange.response.status >= 400 ? classes.refused : classes.status}>
        {exchange.response?.status ?? 'none'}
      </span>
      <span className={classes.time}>{durationWords(exchange.timings.total)}</span>
    </div>
  );
}
