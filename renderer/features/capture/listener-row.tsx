import { useState } from 'react';
import type { CaptureListenerView } from '../../../shared/model/capture.ts';
import { CopyAction } from '../../components/copy-action.tsx';
import { TextAction } from '../../components/text-action.tsx';
import { TimeLeft } from '../run/time-left.tsx';
import { stopCapture } from './capture-state.ts';
import classes from './listener-row.module.css';

/** A port that is listened on: what to register, what came, and the end. */
export function ListenerRow({ listener }: { readonly listener: CaptureListenerView }) {
  const [open, setOpen] = useState(false);
  const [first = '', ...others] = listener.redirectUris;
  return (
    <li className={classes.row}>
      <div className={classes.line}>
        <code className={classes.address} title={first}>
          {first}
        </code>
        <CopyAction text={first} of={`the redirect URI ${first}`} />
        <TextAction aria-label={`Stop listening at ${first}`} onClick={() => void stopCapture(listener.id)}>
          Stop
        </TextAction>
      </div>
      <div className={classes.under}>
        <span className={classes.words}>
          {countWords(listener)}
          {listener.until !== null && (
            <>
              {' · '}
              <TimeLeft until={listener.until} words="ends in" />
            </>
          )}
        </span>
        <TextAction aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Less' : 'What to register'}
        </TextAction>
      </div>
      {open && (
        <div className={classes.more}>
          <p>
            {listener.path === null
              ? 'Register the whole redirect URI of your application at the server; every path of this port is recorded.'
              : 'Register one of these at the server, character by character: the one your application sends.'}
          </p>
          {others.map((uri) => (
            <div key={uri} className={classes.line}>
              <code className={classes.address} title={uri}>
                {uri}
              </code>
              <CopyAction text={uri} of={`the redirect URI ${uri}`} />
            </div>
          ))}
          {listener.fingerprint !== null && (
            <>
              <p>The certificate was made on this machine, so the browser warns. Go on only where it shows this SHA-256 fingerprint:</p>
              <code className={classes.fingerprint}>{listener.fingerprint}</code>
            </>
          )}
          {listener.strayReason !== null && <p>Last refused: {listener.strayReason}</p>}
        </div>
      )}
    </li>
  );
}

function countWords({ path, hits, count, strays }: CaptureListenerView): string {
  const where = path === null ? 'all paths · ' : '';
  const of = count === null ? '' : ` of ${count.toLocaleString('en')}`;
  const refused = strays === 0 ? '' : ` · ${strays.toLocaleString('en')} refused`;
  return `${where}${hits.toLocaleString('en')}${of} captured${refused}`;
}
