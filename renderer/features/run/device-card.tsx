import { lazy, Suspense } from 'react';
import type { Step } from '../../../shared/model/run.ts';
import { Card } from '../../components/card.tsx';
import { CopyAction } from '../../components/copy-action.tsx';
import { playgroundState } from '../../state/playground-state.ts';
import type { LiveRun } from '../../state/run-state.ts';
import { workspaceState } from '../../state/workspace-state.ts';
import classes from './device-card.module.css';
import { OutsideLink } from './outside-link.tsx';
import { TimeLeft } from './time-left.tsx';

// Only a device flow needs it.
const QrCode = lazy(() => import('./qr-code.tsx').then(({ QrCode }) => ({ default: QrCode })));

/** The user answers on another device: with the code shown here, or, in a backchannel flow, where the server called them. */
export function DeviceCard({ run, step }: { readonly run: LiveRun; readonly step: Step }) {
  const device = step.waiting?.device;
  const pingAt = step.waiting?.pingAt;
  const approvalUrl = useApprovalUrl(run.profileId);
  const polls = run.steps.filter(({ name }) => name === 'poll').length;
  const until = step.waiting?.until ?? null;
  return (
    <Card
      title={device === undefined ? 'Waiting for the user’s answer' : 'Enter this code on another device'}
      actions={<TimeLeft until={until} words="expires in" />}
    >
      <div className={classes.body}>
        {device === undefined ? (
          <p className={classes.words}>
            The server asks the user on a device of their own. The run goes on by itself when they have answered.
            {pingAt !== undefined && (
              <>
                {' '}
                Its ping is awaited at <span className={classes.address}>{pingAt}</span>.
              </>
            )}
          </p>
        ) : (
          <div className={classes.device}>
            <div className={classes.facts}>
              <div>
                <output className={classes.code} aria-label="User code">
                  {device.userCode}
                </output>
                <CopyAction text={device.userCode} of="user code" />
              </div>
              <p className={classes.words}>
                Open{' '}
                <OutsideLink href={device.verificationUri} page={{ page: 'verification', runId: run.runId, complete: false }}>
                  {device.verificationUri}
                </OutsideLink>{' '}
                on any device and enter the code there.
              </p>
            </div>
            {device.verificationUriComplete !== null && (
              <Suspense fallback={<div className={classes.qr} />}>
                <div className={classes.qr}>
                  <QrCode text={device.verificationUriComplete} label="Verification URI with the code, as QR code" />
                </div>
              </Suspense>
            )}
          </div>
        )}
        <div className={classes.foot}>
          {device?.verificationUriComplete != null && (
            <OutsideLink asButton href={device.verificationUriComplete} page={{ page: 'verification', runId: run.runId, complete: true }}>
              Open it in this browser
            </OutsideLink>
          )}
          {device === undefined && approvalUrl !== null && (
            <OutsideLink asButton href={approvalUrl} page={{ page: 'approval' }}>
              Answer in the user’s place
            </OutsideLink>
          )}
          <span className={classes.polls}>{polls === 0 ? 'not asked yet' : polls === 1 ? 'asked once' : `asked ${polls} times`}</span>
        </div>
      </div>
    </Card>
  );
}

/** Where the playground lets one answer for its users; null for a run at another server. */
function useApprovalUrl(profileId: string | null): string | null {
  const playground = playgroundState(({ running }) => running);
  const atPlayground = workspaceState(
    ({ workspace }) => workspace?.profiles.find(({ id }) => id === profileId)?.server.kind === 'playground',
  );
  return atPlayground ? (playground?.approvalUrl ?? null) : null;
}
