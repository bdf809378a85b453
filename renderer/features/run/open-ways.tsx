import { redirectWayNames, type OpenWays as Ways } from '../../../shared/model/redirect-way.ts';
import { Badge } from '../../components/badge.tsx';
import { CopyAction } from '../../components/copy-action.tsx';
import { Notice } from '../../components/notice.tsx';
import classes from './open-ways.module.css';

/** Where the redirect is waited for, the first one wins; and how to know the certificate where it comes over HTTPS. */
export function OpenWays({ open }: { readonly open: Ways }) {
  return (
    <>
      <div className={classes.ways}>
        <span className={classes.label}>Takes what comes first by</span>
        <ul className={classes.list} aria-label="Ways that are open">
          {open.ways.map((way) => (
            <li key={way}>
              <Badge tone="neutral">{redirectWayNames[way]}</Badge>
            </li>
          ))}
        </ul>
      </div>
      {open.certificate !== null && <Certificate {...open.certificate} />}
    </>
  );
}

function Certificate({ fingerprint, file, refused }: NonNullable<Ways['certificate']>) {
  return (
    <Notice
      tone={refused ? 'warn' : 'info'}
      live={refused}
      title={refused ? 'Your browser does not trust the certificate yet' : 'Your browser will warn of the certificate'}
      actions={<CopyAction text={fingerprint} of="the fingerprint" />}
    >
      It was made on this machine. {refused ? 'The run still waits: go on in the browser' : 'Go on'} only where it shows this SHA-256
      fingerprint, or paste the address below.
      <code className={classes.fingerprint}>{fingerprint}</code>
      To be warned no more, import <code className={classes.file}>{file}</code> as trusted; delete it there to end that.
    </Notice>
  );
}
