import { useEffect, useRef } from 'react';
import type { Profile } from '../../../shared/model/profile.ts';
import { StatusDot } from '../../components/status-dot.tsx';
import { useLastRun } from '../../state/history-summary-state.ts';
import { isUnderWay, useShownRun } from '../../state/run-state.ts';
import { editProfile, selectProfile, workspaceState } from '../../state/workspace-state.ts';
import { grantWords } from '../form/grants.ts';
import classes from './profile-row.module.css';

interface ProfileRowProps {
  readonly profile: Profile;
  readonly renaming: boolean;
  readonly onRenamed: () => void;
  readonly onMenu: (x: number, y: number) => void;
}

/** One profile: how its last run ended, its name, its grant. */
export function ProfileRow({ profile, renaming, onRenamed, onMenu }: ProfileRowProps) {
  const selected = workspaceState((state) => state.selectedId === profile.id);
  const last = useLastRun(profile.id);
  const underWay = isUnderWay(useShownRun(profile.id));
  const row = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);

  const dot = <StatusDot outcome={underWay ? 'running' : (last?.outcome ?? null)} />;
  if (renaming) {
    return (
      <div className={classes.row} aria-current={selected}>
        {dot}
        <NameInput profile={profile} onDone={onRenamed} />
      </div>
    );
  }
  return (
    <button
      ref={row}
      type="button"
      className={classes.row}
      data-row={profile.id}
      aria-current={selected}
      title={profile.name}
      onClick={() => selectProfile(profile.id)}
      onContextMenu={(event) => {
        event.preventDefault();
        const box = event.currentTarget.getBoundingClientRect();
        // The keyboard's menu key has no place of its own.
        const byKey = event.clientX === 0 && event.clientY === 0;
        onMenu(byKey ? box.left + 24 : event.clientX, byKey ? box.bottom : event.clientY);
      }}
    >
      {dot}
      <bdi className={classes.name}>{profile.name}</bdi>
      <span className={classes.grant}>{grantWords[profile.grant].short}</span>
    </button>
  );
}

function NameInput({ profile, onDone }: { readonly profile: Profile; readonly onDone: () => void }) {
  const keep = (text: string) => {
    const name = text.trim();
    if (name !== '' && name !== profile.name) editProfile({ ...profile, name });
    onDone();
  };
  return (
    <input
      className={classes.input}
      aria-label="Name of the profile"
      defaultValue={profile.name}
      maxLength={200}
      // biome-ignore lint/a11y/noAutofocus: the user has just asked to type here.
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => keep(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep(event.currentTarget.value);
        if (event.key === 'Escape') onDone();
      }}
    />
  );
}
