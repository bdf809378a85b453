import type { ReplayOf } from '../../../shared/model/run.ts';
import { Card } from '../../components/card.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { TextAction } from '../../components/text-action.tsx';
import { openDialog } from '../../state/dialog-state.ts';
import classes from './exchange-detail.module.css';
import type { PlacedExchange } from './exchange-list.tsx';
import { MessageBody } from './message-body.tsx';
import { HeadersBlock, RequestCard, versionWords } from './request-card.tsx';
import { revealOriginal } from './reveal-original.ts';
import type { ExchangeOriginals } from './sealed-block.tsx';
import { TimingsBar } from './timings-bar.tsx';
import { TlsFactsTable } from './tls-facts-table.tsx';

interface ExchangeDetailProps {
  readonly runId: string;
  readonly placed: PlacedExchange;
  readonly canReveal: boolean;
}

/** One request and what came back, as it was on the wire. */
export function ExchangeDetail({ runId, placed, canReveal }: ExchangeDetailProps) {
  const { exchange } = placed;
  const { request, response, error } = exchange;
  const originals: ExchangeOriginals = { reveal: (field) => revealOriginal(runId, { ...placed.place, field }), canReveal };
  return (
    <>
      {placed.reason !== '' && (
        <p className={classes.note}>
          Not this run’s redirect, and not processed: <bdi>{placed.reason}</bdi>
        </p>
      )}
      {error !== null && (
        <p className={classes.error} role="alert">
          <bdi>{error.message}</bdi> {error.hint} {error.spec !== undefined && <SpecAnchor spec={error.spec} />}
        </p>
      )}
      <RequestCard
        request={request}
        actions={canReveal && placed.place.kind === 'step' ? <SendAgain runId={runId} step={placed.place.index} /> : undefined}
        {...originals}
      />
      {response === null ? (
        <Card title="Response">
          <p className={classes.nothing}>No answer arrived.</p>
        </Card>
      ) : (
        <Card
          title="Response"
          badges={
            <>
              <span className={response.status >= 400 ? classes.refused : classes.status}>
                {response.status} <bdi>{response.statusText}</bdi>
              </span>
              <span className={classes.facts}>{versionWords(response.httpVersion)}</span>
            </>
          }
        >
          <HeadersBlock {...originals} field="response.headers" headers={response.headers} />
          <MessageBody {...originals} field="response.body" name="Response body" body={response.body} headers={response.headers} />
        </Card>
      )}
      <Card title="Timing" badges={exchange.proxy !== undefined && <span className={classes.facts}>through {exchange.proxy}</span>}>
        <TimingsBar timings={exchange.timings} />
      </Card>
      {exchange.tls !== null && (
        <Card title="TLS">
          <TlsFactsTable tls={exchange.tls} />
        </Card>
      )}
    </>
  );
}

/** Opens the message as a table one can change and send once more. */
function SendAgain(of: ReplayOf) {
  return (
    <TextAction aria-haspopup="dialog" onClick={() => openDialog({ kind: 'replay', of })}>
      Send again…
    </TextAction>
  );
}
