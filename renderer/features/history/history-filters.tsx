import type { GrantType } from '../../../shared/model/profile.ts';
import type { RunOutcome } from '../../../shared/model/run.ts';
import { FilterChoice } from '../../components/filter-choice.tsx';
import { ListFilters } from '../../components/list-filters.tsx';
import { outcomeWords } from '../../components/status-dot.tsx';
import { useProfiles } from '../../state/workspace-state.ts';
import { grantWords } from '../form/grants.ts';
import { filterHistory, historyState } from './history-state.ts';

const grants = (Object.keys(grantWords) as GrantType[]).map((grant) => ({ value: grant, label: grantWords[grant].label }));
const outcomes = (Object.keys(outcomeWords) as RunOutcome[])
  .filter((outcome) => outcome !== 'running')
  .map((outcome) => ({ value: outcome, label: outcomeWords[outcome] }));

/** Which runs are listed. */
export function HistoryFilters() {
  const { text, profileId, grant, outcome } = historyState((state) => state.filter);
  const profiles = useProfiles();
  return (
    <ListFilters
      label="Search runs"
      placeholder="Profile, host or error code"
      text={text ?? ''}
      onText={(words) => filterHistory({ text: words })}
      columns={3}
    >
      <FilterChoice
        label="Profile"
        value={profileId}
        options={profiles.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(chosen) => filterHistory({ profileId: chosen })}
      />
      <FilterChoice label="Grant" value={grant} options={grants} onChange={(chosen) => filterHistory({ grant: chosen })} />
      <FilterChoice label="Outcome" value={outcome} options={outcomes} onChange={(chosen) => filterHistory({ outcome: chosen })} />
    </ListFilters>
  );
}
