import type { SealedText } from '../../../shared/model/exchange.ts';
import { Card } from '../../components/card.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { Block } from './block.tsx';
import classes from './exchange-detail.module.css';
import type { PlacedExchange } from './exchange-list.tsx';
import { FieldTable } from './field-table.tsx';
import { queryFields } from './form-fields.ts';
import { MessageBody } from './message-body.tsx';
import { dottedText, hasSeals } from './seal-words.ts';
import { Sealed } from './sealed.tsx';
import { type ExchangePlace, SealedBlock } from './sealed-block.tsx';
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
  const place: ExchangePlace = { runId, place: placed.place, canReveal };
  const query = queryFields(request.url);
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
      <Card title="Request" badges={<span className={classes.facts}>{versionWords(request.httpVersion)}</span>}>
        <SealedBlock {...place} field="request.url" title="URL" hidden={hasSeals(request.url)} masked={() => dottedText(request.url)}>
          <div className={classes.line}>
            {request.method} <Sealed text={request.url} />
          </div>
        </SealedBlock>
        {query.length > 0 && (
          <Block title="Query, decoded">
            <FieldTable rows={query.map(({ name, value }) => [name, value])} />
          </Block>
        )}
        <Headers {...place} field="request.headers" headers={request.headers} />
        {request.body !== null && (
          <MessageBody {...place} field="request.body" name="Request body" body={request.body} headers={request.headers} />
        )}
      </Card>
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
          <Headers {...place} field="response.headers" headers={response.headers} />
          <MessageBody {...place} field="response.body" name="Response body" body={response.body} headers={response.headers} />
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

function versionWords(httpVersion: string): string {
  return httpVersion === '' ? '' : `HTTP/${httpVersion}`;
}

interface HeadersProps extends ExchangePlace {
  readonly field: 'request.headers' | 'response.headers';
  readonly headers: readonly (readonly [string, SealedText])[];
}

function Headers({ headers, ...rest }: HeadersProps) {
  return (
    <SealedBlock
      {...rest}
      title="Headers"
      facts={String(headers.length)}
      hidden={headers.some(([, value]) => hasSeals(value))}
      masked={() => headers.map(([name, value]) => `${name}: ${dottedText(value)}`).join('\n')}
    >
      <FieldTable rows={headers} />
    </SealedBlock>
  );
}
