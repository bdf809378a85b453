import type { ReactNode } from 'react';
import type { ExchangeTemplate, SealedText } from '../../../shared/model/exchange.ts';
import { Card } from '../../components/card.tsx';
import { Block } from './block.tsx';
import classes from './exchange-detail.module.css';
import { FieldTable } from './field-table.tsx';
import { queryFields } from './form-fields.ts';
import { MessageBody } from './message-body.tsx';
import { dottedText, hasSeals } from './seal-words.ts';
import { Sealed } from './sealed.tsx';
import { type ExchangeOriginals, SealedBlock } from './sealed-block.tsx';

interface RequestCardProps extends ExchangeOriginals {
  readonly request: ExchangeTemplate['request'];
  /** Where the query stands decoded elsewhere. */
  readonly withoutQuery?: boolean;
  /** At the right end of the head. */
  readonly actions?: ReactNode;
  /** Behind the URL: what never was part of the request. */
  readonly children?: ReactNode;
}

/** A request as it was on the wire. */
export function RequestCard({ request, withoutQuery = false, actions, children, ...originals }: RequestCardProps) {
  const query = withoutQuery ? [] : queryFields(request.url);
  return (
    <Card title="Request" badges={<span className={classes.facts}>{versionWords(request.httpVersion)}</span>} actions={actions}>
      <SealedBlock {...originals} field="request.url" title="URL" hidden={hasSeals(request.url)} masked={() => dottedText(request.url)}>
        <div className={classes.line}>
          {request.method} <Sealed text={request.url} />
        </div>
      </SealedBlock>
      {children}
      {query.length > 0 && (
        <Block title="Query, decoded">
          <FieldTable rows={query.map(({ name, value }) => [name, value])} />
        </Block>
      )}
      <HeadersBlock {...originals} field="request.headers" headers={request.headers} />
      {request.body !== null && (
        <MessageBody {...originals} field="request.body" name="Request body" body={request.body} headers={request.headers} />
      )}
    </Card>
  );
}

export function versionWords(httpVersion: string): string {
  return httpVersion === '' ? '' : `HTTP/${httpVersion}`;
}

interface HeadersBlockProps extends ExchangeOriginals {
  readonly field: 'request.headers' | 'response.headers';
  readonly headers: readonly (readonly [string, SealedText])[];
}

/** The headers of a message, in the order in which they were sent. */
export function HeadersBlock({ headers, ...rest }: HeadersBlockProps) {
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
