import { Button } from '@mantine/core';
import { useState } from 'react';
import { asAppError } from '../../../shared/errors.ts';
import type { AppErrorData } from '../../../shared/model/app-error.ts';
import type { KeychainFacts } from '../../../shared/model/host-facts.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { Badge, type Tone } from '../../components/badge.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { TextAction } from '../../components/text-action.tsx';
import { host } from '../../host/host.ts';
import { refreshRecentRuns } from '../../state/history-summary-state.ts';
import { hostState } from '../../state/host-state.ts';
import { clearSecret, listSecrets, secretState } from '../../state/secret-state.ts';
import { workspaceState } from '../../state/workspace-state.ts';
import classes from './secrets-page.module.css';

const states: Record<KeychainFacts['state'], { tone: Tone; words: string; place: string }> = {
  ready: { tone: 'good', words: 'keychain ready', place: 'in the system keychain, service “Grantbench”' },
  memory: { tone: 'warn', words: 'memory only', place: 'in this program’s memory, gone when it ends' },
  locked: { tone: 'warn', words: 'keychain locked', place: 'in the system keychain, which is locked' },
  unavailable: { tone: 'bad', words: 'no keychain', place: 'nowhere: there is no keychain' },
  denied: { tone: 'bad', words: 'access denied', place: 'in the system keychain, which denies access' },
};

/** Where every secret lives, and the way to be rid of them. */
export function SecretsPage() {
  const known = secretState((state) => state.known);
  const workspace = workspaceState((state) => state.workspace);
  const keychain = hostState((state) => state.facts?.keychain.state ?? 'ready');
  const [problem, setProblem] = useState<AppErrorData | null>(null);
  const [wiping, setWiping] = useState(false);
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
      setProblem(null);
    } catch (thrown) {
      setProblem(asAppError(thrown).toData());
    }
  };
  const rows = [...(known ?? [])].sort();
  const { tone, words, place } = states[keychain];

  return (
    <section className={classes.page} aria-labelledby="secrets-heading">
      <div className={classes.head}>
        <h2 id="secrets-heading" className={classes.title}>
          Secrets
        </h2>
        <Badge tone={tone}>{words}</Badge>
        <Button className={classes.wipe} disabled={rows.length === 0} onClick={() => setWiping(true)}>
          Wipe all …
        </Button>
      </div>
      <p className={classes.where}>Kept {place}. Nothing secret is in the data folder.</p>
      <ErrorNotice error={problem} />
      {known === null ? (
        <p className={classes.where}>The list cannot be read now.</p>
      ) : rows.length === 0 ? (
        <p className={classes.where}>There are none.</p>
      ) : (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Belongs to</th>
              <th scope="col">What</th>
              <th scope="col">Keychain account</th>
              <th scope="col">
                <span className={classes.hidden}>Delete</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((account) => {
              const { owner, field } = splitAccount(account);
              const name = ownerName(workspace, owner);
              return (
                <tr key={account}>
                  <td title={name ?? owner}>
                    {name === null ? (
                      <span className={classes.faint}>{owner === '' ? 'Grantbench itself' : 'another data folder, or deleted'}</span>
                    ) : (
                      <bdi>{name}</bdi>
                    )}
                  </td>
                  <td>{fieldWords(field)}</td>
                  <td>
                    <code title={account}>{account}</code>
                  </td>
                  <td>
                    {isDeletable(owner) && (
                      <TextAction
                        aria-label={`Delete ${fieldWords(field)} of ${name ?? 'something deleted'}`}
                        onClick={() => void attempt(() => clearSecret(owner, field))}
                      >
                        Delete
                      </TextAction>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {wiping && (
        <Dialog
          title="Wipe all secrets?"
          onClose={() => setWiping(false)}
          actions={
            <>
              <Button data-autofocus onClick={() => setWiping(false)}>
                Keep them
              </Button>
              <Button
                color="var(--bad)"
                variant="outline"
                onClick={() => {
                  setWiping(false);
                  void attempt(() => host.invoke('secret.wipe', {})).finally(() => Promise.all([listSecrets(), refreshRecentRuns()]));
                }}
              >
                Wipe
              </Button>
            </>
          }
        >
          <p>Every client secret, password and token of the profiles and environments here is deleted from the keychain.</p>
          <p>The history here goes with them, and its key. What belongs to another data folder stays.</p>
        </Dialog>
      )}
    </section>
  );
}

function splitAccount(account: string): { owner: string; field: string } {
  const slash = account.indexOf('/');
  return { owner: account.slice(0, Math.max(0, slash)), field: account.slice(slash + 1) };
}

/** A key of Grantbench's own is deleted only with everything it opens. */
function isDeletable(owner: string): boolean {
  return /^[\da-f]{8}-/.test(owner);
}

function ownerName(workspace: Workspace | null, owner: string): string | null {
  if (!isDeletable(owner)) return 'Grantbench';
  const owners = [...(workspace?.profiles ?? []), ...(workspace?.environments ?? [])];
  return owners.find(({ id }) => id === owner)?.name ?? null;
}

const wellKnown: Record<string, string> = { client_secret: 'client secret', password: 'password', refresh_token: 'refresh token' };

function fieldWords(field: string): string {
  if (field.startsWith('key-')) return 'key of the history';
  return (
    wellKnown[field] ??
    field
      .replace(/\.[\da-f]{8}$/, '')
      .replaceAll('.', ' ')
      .replaceAll('_', ' ')
  );
}
