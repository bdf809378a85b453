import { Button } from '@mantine/core';
import { useState } from 'react';
import { asAppError } from '../../../shared/errors.ts';
import type { AppErrorData } from '../../../shared/model/app-error.ts';
import type { HostFacts, KeychainFacts } from '../../../shared/model/host-facts.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { host } from '../../host/host.ts';
import { hostState } from '../../state/host-state.ts';
import { listSecrets } from '../../state/secret-state.ts';
import classes from './banners.module.css';

/** What is not as it should be, above everything else, each with its reason and what to do. */
export function Banners() {
  const { connection, facts, problem } = hostState();
  const notices = facts?.notices ?? [];
  // A keychain that does not answer explains a closed history by itself.
  const history = facts !== null && isWorking(facts.keychain) ? facts.history : null;
  const keychain = facts !== null && !isWorking(facts.keychain) ? facts.keychain : null;
  if (connection.state !== 'lost' && problem === null && keychain === null && history === null && notices.length === 0) return null;
  return (
    <div className={classes.banners}>
      {connection.state === 'lost' && (
        <Notice tone="bad" live title="The host is not there">
          {connection.error.hint} This page reconnects by itself; what you type is kept.
        </Notice>
      )}
      <ErrorNotice error={problem} />
      {keychain !== null && <KeychainBanner keychain={keychain} />}
      {history !== null && (
        <Notice tone="warn" live title={`History is closed: ${history.message}`}>
          {history.hint} Runs work, and are not kept.
        </Notice>
      )}
      {notices.map((notice) => (
        <ErrorNotice
          key={notice.hint}
          error={notice}
          tone="warn"
          actions={
            <Button size="xs" onClick={() => void dismissNotices()}>
              Understood
            </Button>
          }
        />
      ))}
    </div>
  );
}

/** What was read is not told again, in no window and after no restart. The host tells all of them that it is gone. */
async function dismissNotices(): Promise<void> {
  try {
    await host.invoke('notice.dismiss', {});
  } catch (thrown) {
    hostState.setState({ problem: asAppError(thrown).toData() });
  }
}

function isWorking({ state }: KeychainFacts): boolean {
  return state === 'ready' || state === 'memory';
}

const titles: Record<Exclude<KeychainFacts['state'], 'ready' | 'memory'>, string> = {
  unavailable: 'There is no keychain',
  locked: 'The keychain is locked',
  denied: 'The keychain denied access',
};

/** No keychain, a locked one, or one that says no: why, and the two ways on. */
function KeychainBanner({ keychain }: { readonly keychain: HostFacts['keychain'] }) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<AppErrorData | null>(null);
  if (keychain.state === 'ready' || keychain.state === 'memory') return null;

  const ask = async (method: 'keychain.probe' | 'keychain.useMemory') => {
    setBusy(true);
    try {
      const now = await host.invoke(method, {});
      hostState.setState(({ facts }) => (facts === null ? {} : { facts: { ...facts, keychain: now } }));
      setFailure(null);
      await listSecrets();
    } catch (thrown) {
      setFailure(asAppError(thrown).toData());
    } finally {
      setBusy(false);
    }
  };
  const reason = failure ?? keychain.reason;
  return (
    <Notice
      tone="warn"
      live
      title={titles[keychain.state]}
      actions={
        <>
          <Button size="xs" disabled={busy} onClick={() => void ask('keychain.probe')}>
            Try again
          </Button>
          <Button size="xs" disabled={busy} onClick={() => void ask('keychain.useMemory')}>
            Keep secrets in memory for this session
          </Button>
        </>
      }
    >
      {reason === null ? 'Secrets can be neither read nor kept.' : `${reason.message} ${reason.hint}`}
    </Notice>
  );
}
