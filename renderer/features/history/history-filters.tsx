import type { GrantType } from '../../../shared/model/profile.ts';
import type { RunOutcome } from '../../../shared/model/run.ts';
import { Choice } from '../../components/choice.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { outcomeWords } from '../../components/status-dot.tsx';
import { useProfiles } from '../../state/workspace-state.ts';
import { grantWords } from '../form/grants.ts';
import classes from './history-filters.module.css';
import { filterHistory, type HistoryFilter, historyState } from './history-state.ts';

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
      <SearchField
        label="Search runs"
        placeholder="Profile, host or error code"
        text={filter.text ?? ''}
        onChange={(text) => set({ text })}
      />
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
