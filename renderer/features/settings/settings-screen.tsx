import { Button, NumberInput, SegmentedControl } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { asAppError } from '../../../shared/errors.ts';
import type { AppErrorData } from '../../../shared/model/app-error.ts';
import type { Settings } from '../../../shared/model/workspace.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { CopyAction } from '../../components/copy-action.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { host } from '../../host/host.ts';
import { refreshRecentRuns } from '../../state/history-summary-state.ts';
import { hostState } from '../../state/host-state.ts';
import { saveSettings, useSettings, workspaceState } from '../../state/workspace-state.ts';
import { SecretsPage } from './secrets-page.tsx';
import classes from './settings-screen.module.css';

const themes: readonly { value: Settings['theme']; label: string }[] = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** Few settings, each with its effect; and where everything lives. */
export function SettingsScreen() {
  const settings = useSettings();
  const facts = hostState((state) => state.facts);
  const unsaved = workspaceState((state) => state.unsaved.settings);
  if (settings === null || facts === null) return null;
  return (
    <main className={classes.screen}>
      <h1 className={classes.title}>Settings</h1>
      <ErrorNotice error={unsaved} />
      <Setting name="Theme" effect="Light, dark, or as the system says.">
        {(labelledBy) => (
          <SegmentedControl
            aria-labelledby={labelledBy}
            value={settings.theme}
            data={themes.map((theme) => ({ ...theme }))}
            onChange={(value) => void saveSettings({ theme: themes.find((theme) => theme.value === value)?.value ?? 'system' })}
          />
        )}
      </Setting>
      <NumberSetting
        name="Runs kept"
        effect="When there are more, the oldest are deleted."
        min={0}
        max={1_000_000}
        value={settings.keepRuns}
        onChange={(keepRuns) => saveSettings({ keepRuns })}
      />
      <NumberSetting
        name="Days kept"
        effect="Runs older than this are deleted."
        min={1}
        max={3_650}
        value={settings.keepDays}
        onChange={(keepDays) => saveSettings({ keepDays })}
      />
      <NumberSetting
        name="Clock difference allowed"
        effect="Seconds by which a server’s clock may differ from ours before a token counts as expired or not yet valid."
        min={0}
        max={3_600}
        value={settings.clockSkewSeconds}
        onChange={(clockSkewSeconds) => saveSettings({ clockSkewSeconds })}
      />
      <Setting name="History" effect="Deletes every run and its tokens. Profiles and secrets stay.">
        {() => <WipeHistory />}
      </Setting>
      <Setting name="Data folder" effect="Profiles, environments and history. Secrets are not in it.">
        {() => (
          <span className={classes.folder}>
            <code className={classes.path} title={facts.dataFolder}>
              {facts.dataFolder}
            </code>
            <CopyAction text={facts.dataFolder} of="the folder" />
          </span>
        )}
      </Setting>
      <SecretsPage />
      <p className={classes.version}>Grantbench {facts.version}</p>
    </main>
  );
}

interface SettingProps {
  readonly name: string;
  readonly effect: string;
  readonly children: (labelledBy: string) => ReactNode;
}

function Setting({ name, effect, children }: SettingProps) {
  const id = useId();
  return (
    <div className={classes.setting}>
      <div className={classes.words}>
        <h2 id={id} className={classes.name}>
          {name}
        </h2>
        <p className={classes.effect}>{effect}</p>
      </div>
      <div className={classes.control}>{children(id)}</div>
    </div>
  );
}

interface NumberSettingProps {
  readonly name: string;
  readonly effect: string;
  readonly min: number;
  readonly max: number;
  readonly value: number;
  readonly onChange: (value: number) => Promise<void>;
}

/** A number that is taken when the field is left: half a number typed must not delete half a history. */
function NumberSetting({ name, effect, min, max, value, onChange }: NumberSettingProps) {
  const [draft, setDraft] = useState<number | string | null>(null);
  const commit = () => {
    if (typeof draft === 'number' && draft >= min && draft <= max && draft !== value) void onChange(draft);
    setDraft(null);
  };
  return (
    <Setting name={name} effect={effect}>
      {(labelledBy) => (
        <NumberInput
          w={120}
          aria-labelledby={labelledBy}
          min={min}
          max={max}
          allowDecimal={false}
          thousandSeparator=" "
          value={draft ?? value}
          onChange={setDraft}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit();
          }}
        />
      )}
    </Setting>
  );
}

function WipeHistory() {
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<AppErrorData | null>(null);
  const wipe = async () => {
    setAsking(false);
    try {
      await host.invoke('run.wipe', {});
      setProblem(null);
    } catch (thrown) {
      setProblem(asAppError(thrown).toData());
    }
    await refreshRecentRuns();
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>Wipe history …</Button>
      <ErrorNotice error={problem} />
      {asking && (
        <ConfirmDialog title="Wipe history?" act="Wipe" onClose={() => setAsking(false)} onAct={() => void wipe()}>
          <p>Every run, with its exchanges and tokens, is deleted for good.</p>
        </ConfirmDialog>
      )}
    </>
  );
}
