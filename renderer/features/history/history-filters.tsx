import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { GrantType } from '../../../shared/model/profile.ts';
import type { RunOutcome } from '../../../shared/model/run.ts';
import { Choice } from '../../components/choice.tsx';
import { outcomeWords } from '../../components/status-dot.tsx';
import { useProfiles } from '../../state/workspace-state.ts';
import { grantWords } from '../form/grants.ts';
import classes from './history-filters.module.css';
import { filterHistory, type HistoryFilter, historyState } from './history-state.ts';

/** Pause after the last key before the list is asked, in milliseconds. */
const TYPING_MS = 150;

/** An option that stands for no condition. */
const ANY = '';

const grants = Object.keys(grantWords) as GrantType[];
const outcomes = (Object.keys(outcomeWords) as RunOutcome[]).filter((outcome) => outcome !== 'running');

/** Which runs are listed. */
export function HistoryFilters() {
  const filter = historyState((state) => state.filter);
  const profiles = useProfiles();
  const set = (change: { [K in keyof HistoryFilter]?: HistoryFilter[K] | '' }) => filterHistory(withoutEmpty({ ...filter, ...change }));
  return (
    <search className={classes.filters}>
      <TextFilter text={filter.text ?? ''} onChange={(text) => set({ text })} />
      <div className={classes.choices}>
        <Choice
          aria-label="Profile"
          value={filter.profileId ?? ANY}
          options={[{ value: ANY, label: 'Profile', meaning: 'any' }, ...profiles.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(profileId) => set({ profileId })}
        />
        <Choice<GrantType | ''>
          aria-label="Grant"
          value={filter.grant ?? ANY}
          options={[
            { value: ANY, label: 'Grant', meaning: 'any' },
            ...grants.map((grant) => ({ value: grant, label: grantWords[grant].label })),
          ]}
          onChange={(grant) => set({ grant })}
        />
        <Choice<RunOutcome | ''>
          aria-label="Outcome"
          value={filter.outcome ?? ANY}
          options={[
            { value: ANY, label: 'Outcome', meaning: 'any' },
            ...outcomes.map((outcome) => ({ value: outcome, label: outcomeWords[outcome] })),
          ]}
          onChange={(outcome) => set({ outcome })}
        />
      </div>
    </search>
  );
}

function withoutEmpty(filter: { [K in keyof HistoryFilter]?: HistoryFilter[K] | '' }): HistoryFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== '' && value !== undefined));
}

function TextFilter({ text, onChange }: { readonly text: string; readonly onChange: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    if (typed.trim() === text) return;
    const timer = setTimeout(() => onChange(typed.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, text, onChange]);
  return (
    <TextInput
      aria-label="Search runs"
      placeholder="Profile, host or error code"
      maxLength={200}
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={typed !== '' && <CloseButton size="sm" aria-label="Clear the search" onClick={() => setTyped('')} />}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}
