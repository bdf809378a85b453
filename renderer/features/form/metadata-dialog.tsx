import { Modal } from '@mantine/core';
import type { DiscoveryView } from '../../../shared/contract/contract.ts';
import { CopyAction } from '../../components/copy-action.tsx';
import classes from './metadata-dialog.module.css';

/** The document a server published about itself, as it was; and the requests that fetched it. */
export function MetadataDialog({ view, onClose }: { readonly view: DiscoveryView; readonly onClose: () => void }) {
  const text = view.metadata === null ? rawText(view) : JSON.stringify(view.metadata, null, 2);
  return (
    <Modal opened onClose={onClose} size="xl" title="Server metadata" closeButtonProps={{ 'aria-label': 'Close' }}>
      <ul className={classes.requests}>
        {view.exchanges.map(({ request, response, timings, startedAt }) => (
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
    </Modal>
  );
}

function plainText(parts: DiscoveryView['exchanges'][number]['request']['url']): string {
  return parts.map((part) => (typeof part === 'string' ? part : '••••')).join('');
}

/** What came back where it is no usable document. */
function rawText({ exchanges }: DiscoveryView): string {
  const last = exchanges.findLast(({ response }) => response !== null)?.response;
  return last === undefined || last === null ? '' : plainText(last.body.text);
}
