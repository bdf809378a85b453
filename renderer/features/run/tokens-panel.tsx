import { Suspense } from 'react';
import type { RunView, Step } from '../../../shared/model/run.ts';
import { openDialog } from '../../state/dialog-state.ts';
import type { LiveRun } from '../../state/run-state.ts';
import { useProfiles } from '../../state/workspace-state.ts';
import { AnswerCard } from './answer-card-lazily.ts';
import { DeviceCard } from './device-card.tsx';
import { DiagnosisList } from './diagnosis-list.tsx';
import { EmptyResult } from './empty-result.tsx';
import { FailureCard } from './failure-card.tsx';
import { refreshWith } from './refresh-run.ts';
import { RegistrationNotice } from './registration-notice.tsx';
import { revealOriginal } from './reveal-original.ts';
import type { PlannedRun } from './sequence-layout.ts';
import { SignedOutCard } from './signed-out-card.tsx';
import { StopCard } from './stop-card.tsx';
import { TokenCard } from './token-card.tsx';
import { TokenMenu } from './token-menu.tsx';
import { cardOrder } from './token-words.ts';
import classes from './tokens-panel.module.css';
import type { PlacedVerdict } from './verdict-groups.ts';
import { VerdictSummary } from './verdict-summary.tsx';
import { WaitingCard } from './waiting-card.tsx';

interface TokensPanelProps {
  readonly run: LiveRun | undefined;
  readonly view: RunView | null;
  readonly plan: PlannedRun | null;
  readonly verdicts: readonly PlacedVerdict[];
  readonly onOpenVerdict: (id: string | null) => void;
  /** Shows the exchange of the step that failed. */
  readonly onShowAnswer: (step: number) => void;
}

/** What a run brought: what it waits for, why it failed, its tokens, and how the checks went. */
export function TokensPanel({ run, view, plan, verdicts, onOpenVerdict, onShowAnswer }: TokensPanelProps) {
  const profiles = useProfiles();
  if (run === undefined || view === null) return <EmptyResult plan={plan} />;
  // A run that polls may stand at a break point while it waits for the user elsewhere.
  const waitingSteps = view.steps.filter((step) => step.status === 'waiting');
  const waiting = waitingSteps.find((step) => step.waiting?.for === 'you') ?? waitingSteps[0];
  const answered = view.steps.findLast((step) => step.exchange !== null);
  const tokens = cardOrder(view.tokens);
  const partial = view.summary.outcome === 'checks_failed';
  const { id, profileId, outcome } = view.summary;
  const profile = profiles.find((each) => each.id === profileId);
  const diagnosed = { diagnosis: view.diagnosis, profileId, succeeded: outcome === 'succeeded' };
  return (
    <>
      {waiting !== undefined && view.summary.outcome === 'running' && <WaitingFor run={run} step={waiting} />}
      {view.error !== null && (
        <FailureCard error={view.error} partial={partial} onShowAnswer={answered && (() => onShowAnswer(answered.index))} />
      )}
      {/* Before the tokens where something failed; a remark on what came stands below. */}
      {view.summary.outcome !== 'succeeded' && <DiagnosisList key={id} {...diagnosed} />}
      {partial && view.error === null && <PartialNotice verdicts={verdicts} tokens={tokens.length > 0} />}
      {view.summary.outcome === 'running' && waiting === undefined && <p className={classes.running}>Waiting for the server’s answer…</p>}
      {view.summary.task === 'registration' && <RegistrationNotice runId={id} />}
      {view.answer !== null && (
        <Suspense>
          <AnswerCard
            task={view.summary.task}
            answer={view.answer}
            arrivedAt={view.summary.endedAt ?? view.summary.startedAt}
            onReadMetadata={
              profile &&
              ((metadataUrl) =>
                openDialog({ kind: 'resource', profileId: profile.id, resource: askedResource(answered?.exchange), metadataUrl }))
            }
          />
        </Suspense>
      )}
      {view.summary.task === 'logout' && outcome === 'succeeded' && <SignedOutCard run={run} view={view} />}
      {tokens.map((token, index) => (
        <TokenCard
          key={`${view.summary.id} ${token.kind}`}
          token={token}
          reveal={() => revealOriginal(id, { kind: 'token', token: token.kind })}
          exchanged={view.summary.grant === 'token_exchange'}
          verdicts={verdicts.map(({ verdict }) => verdict)}
          open={index === 0}
          onRefresh={refreshWith(run)}
          menu={profile && <TokenMenu profile={profile} kind={token.kind} source={{ held: { runId: id, kind: token.kind } }} />}
        />
      ))}
      {view.summary.outcome === 'succeeded' && <DiagnosisList key={id} {...diagnosed} />}
      <VerdictSummary verdicts={verdicts} onOpen={onOpenVerdict} />
    </>
  );
}

/** The resource that was asked, as its identifier may be: the address, without a query that hides something. */
function askedResource(exchange: Step['exchange'] | undefined): string {
  const url = exchange?.request.url ?? [];
  const [start] = url;
  if (typeof start !== 'string') return '';
  return url.length === 1 ? start : (start.split('?')[0] ?? '');
}

/** What the user is to do, or where. */
function WaitingFor({ run, step }: { readonly run: LiveRun; readonly step: Step }) {
  if (step.waiting?.stop !== undefined) return <StopCard key={step.index} run={run} stop={step.waiting.stop} />;
  return step.waiting?.for === 'browser' ? <WaitingCard run={run} step={step} /> : <DeviceCard run={run} step={step} />;
}

/** Tokens, or an answer, arrived, and a check did not hold: said before them, so that they are not taken for good. */
function PartialNotice({ verdicts, tokens }: { readonly verdicts: readonly PlacedVerdict[]; readonly tokens: boolean }) {
  const failed = verdicts.filter(({ verdict }) => verdict.status === 'fail');
  return (
    <div className={classes.partial} role="note">
      <strong>Do not trust {tokens ? 'these tokens' : 'this answer'} yet.</strong> {tokens ? 'They' : 'It'} arrived, but{' '}
      {failed.length === 1 ? 'a check failed:' : `${failed.length} checks failed:`} {failed.map(({ verdict }) => verdict.message).join(' ')}
    </div>
  );
}
