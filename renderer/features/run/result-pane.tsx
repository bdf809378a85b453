import { Tabs } from '@mantine/core';
import { useState } from 'react';
import type { Profile } from '../../../shared/model/profile.ts';
import tabs from '../../components/tabs.module.css';
import type { LiveRun } from '../../state/run-state.ts';
import { type PlacedExchange, runExchanges } from './exchange-list.tsx';
import { ExchangesPanel } from './exchanges-panel.tsx';
import { liveView, plannedRun } from './live-view.ts';
import classes from './result-pane.module.css';
import { RunResultLine } from './run-result-line.tsx';
import { Sequence } from './sequence.tsx';
import { reservedRows, sequenceRows } from './sequence-layout.ts';
import { TokensPanel } from './tokens-panel.tsx';
import { passWords, runVerdicts } from './verdict-groups.ts';
import { VerdictsPanel } from './verdicts-panel.tsx';

interface ResultPaneProps {
  /** The run to show; undefined before the first. */
  readonly run: LiveRun | undefined;
  /** The profile Run will run, for what is still to come; absent for a run from history. */
  readonly profile?: Profile | undefined;
}

/** What the reader looks at. It belongs to one run: the next starts without it. */
interface Focus {
  readonly runId: string | undefined;
  readonly exchange: PlacedExchange['place'] | null;
  readonly verdict: string | null;
}

/** A run, live or from history: the sequence on top, its tokens, verdicts and exchanges below. */
export function ResultPane({ run, profile }: ResultPaneProps) {
  const [tab, setTab] = useState<string | null>('tokens');
  const [chosen, setChosen] = useState<Focus>({ runId: undefined, exchange: null, verdict: null });
  const focus = chosen.runId === run?.runId ? chosen : { runId: run?.runId, exchange: null, verdict: null };

  const view = run === undefined ? null : liveView(run);
  // A refresh from its card is another grant than the profile's: its arrows are its own.
  const plan = profile === undefined ? null : plannedRun(run === undefined ? profile : { ...profile, grant: run.grant });
  // What is no grant has none of its arrows to come; its space is kept all the same, so that nothing moves.
  const isGrant = run === undefined || run.task === 'grant';
  const rows = sequenceRows(view, isGrant ? plan : null);
  const verdicts = view === null ? [] : runVerdicts(view);
  const exchanges = view === null ? [] : runExchanges(view);

  const openExchange = (exchange: PlacedExchange['place']) => {
    setChosen({ ...focus, exchange });
    setTab('exchanges');
  };
  const openVerdict = (verdict: string | null) => {
    setChosen({ ...focus, verdict });
    setTab('verdicts');
  };

  return (
    <section className={classes.pane} aria-label="Result">
      <div className={classes.top}>
        <Sequence
          rows={rows}
          reserve={plan === null ? rows.length : reservedRows(plan)}
          selected={tab === 'exchanges' && focus.exchange?.kind === 'step' ? focus.exchange.index : null}
          onOpen={(index) => openExchange({ kind: 'step', index })}
        >
          <RunResultLine run={run} />
        </Sequence>
      </div>
      <Tabs
        value={tab}
        onChange={setTab}
        keepMounted={false}
        unstyled
        classNames={{ root: classes.tabs, list: `${tabs.list} ${classes.list}`, tab: tabs.tab, panel: classes.panel }}
      >
        <Tabs.List aria-label="Result">
          <Tabs.Tab value="tokens">
            {view?.answer == null && view?.summary.task !== 'logout' ? (
              <TabLabel name="Tokens" count={view === null ? '' : String(view.tokens.length)} />
            ) : (
              <TabLabel name="Answer" count="" />
            )}
          </Tabs.Tab>
          <Tabs.Tab value="verdicts">
            <TabLabel name="Verdicts" count={passWords(verdicts)} widest={view === null ? '' : '00 of 00 pass'} />
          </Tabs.Tab>
          <Tabs.Tab value="exchanges">
            <TabLabel name="Exchanges" count={view === null ? '' : String(exchanges.length)} />
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="tokens" tabIndex={0}>
          <TokensPanel
            run={run}
            view={view}
            plan={plan}
            verdicts={verdicts}
            onOpenVerdict={openVerdict}
            onShowAnswer={(index) => openExchange({ kind: 'step', index })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="verdicts" tabIndex={0}>
          <VerdictsPanel verdicts={verdicts} sought={focus.verdict} running={view?.summary.outcome === 'running'} />
        </Tabs.Panel>
        <Tabs.Panel value="exchanges" tabIndex={0}>
          {view !== null && <ExchangesPanel view={view} selected={focus.exchange} onSelect={openExchange} />}
          {view === null && <p className={classes.none}>Nothing has been sent yet.</p>}
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}

interface TabLabelProps {
  readonly name: string;
  readonly count: string;
  /** The longest count there will be, to keep its space. */
  readonly widest?: string;
}

/** A tab's name and count; bold or not, counted or not, it takes the same space. */
function TabLabel({ name, count, widest = '0' }: TabLabelProps) {
  return (
    <>
      <span className={classes.name} data-name={name}>
        {name}
      </span>{' '}
      <span className={classes.count} data-widest={widest}>
        {count}
      </span>
    </>
  );
}
