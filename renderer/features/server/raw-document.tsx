import type { DiscoveryView } from '../../../shared/contract/contract.ts';
import { CopyAction } from '../../components/copy-action.tsx';
import classes from './raw-document.module.css';

type Exchanges = DiscoveryView['exchanges'];

/** A document as the server sent it, and the requests that fetched it. */
export function RawDocument({ metadata, exchanges }: Pick<DiscoveryView, 'metadata' | 'exchanges'>) {
  const text = metadata === null ? rawText(exchanges) : JSON.stringify(metadata, null, 2);
  return (
    <>
      <ul className={classes.requests}>
        {exchanges.map(({ request, response, timings, startedAt }) => (
          <li key={startedAt + plainText(request.url)} className={classes.request}>
            <code className={classes.url} title={plainText(request.url)}>
              {request.method} {plainText(request.url)}
            </code>
            <span className={classes.outcome}>
              {response === null ? 'no answer' : response.status} · {Math.round(timings.total)} ms
            </span>
          </li>
        ))}
      </ul>
      {text !== '' && (
        <div className={classes.document}>
          <div className={classes.copy}>
            <CopyAction text={text} of="the metadata" />
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
          <section className={classes.scroll} tabIndex={0} aria-label="Metadata document">
            <pre className={classes.text}>{text}</pre>
          </section>
        </div>
      )}
    </>
  );
}

function plainText(parts: Exchanges[number]['request']['url']): string {
  return parts.map((part) => (typeof part === 'string' ? part : '••••')).join('');
}

/** What came back where it is no usable document. */
function rawText(exchanges: Exchanges): string {
  const last = exchanges.findLast(({ response }) => response !== null)?.response;
  return last === undefined || last === null ? '' : plainText(last.body.text);
}
