import type { GrantType } from '../../../shared/model/profile.ts';
import type { RunOutcome, RunTask } from '../../../shared/model/run.ts';
import { FilterChoice } from '../../components/filter-choice.tsx';
import { ListFilters } from '../../components/list-filters.tsx';
import { outcomeWords } from '../../components/status-dot.tsx';
import { useProfiles } from '../../state/workspace-state.ts';
import { grantWords } from '../form/grants.ts';
import { taskLabels } from '../run/task-words.ts';
import { filterHistory, historyState } from './history-state.ts';

const grants = (Object.keys(grantWords) as GrantType[]).map((grant) => ({ value: grant, label: grantWords[grant].label }));
const tasks = (Object.keys(taskLabels) as RunTask[]).map((task) => ({ value: task, label: taskLabels[task] }));
const outcomes = (Object.keys(outcomeWords) as RunOutcome[])
  .filter((outcome) => outcome !== 'running')
  .map((outcome) => ({ value: outcome, label: outcomeWords[outcome] }));

/** Only a run of a grant has one: another task leaves it out. */
function chooseTask(task: RunTask | undefined): void {
  filterHistory({ task, ...(task !== 'grant' && { grant: undefined }) });
}

/** A grant that was run, and not that of the profile whose token was only asked about. */
function chooseGrant(grant: GrantType | undefined): void {
  filterHistory({ grant, ...(grant !== undefined && { task: 'grant' }) });
}

/** Which runs are listed. */
export function HistoryFilters() {
  const { text, profileId, task, grant, outcome } = historyState((state) => state.filter);
  const profiles = useProfiles();
  return (
    <ListFilters
      label="Search runs"
      placeholder="Profile, host or error code"
      text={text ?? ''}
      onText={(words) => filterHistory({ text: words })}
      columns={2}
    >
      <FilterChoice
        label="Profile"
        value={profileId}
        options={profiles.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(chosen) => filterHistory({ profileId: chosen })}
      />
      <FilterChoice label="Task" value={task} options={tasks} onChange={chooseTask} />
      <FilterChoice label="Grant" value={grant} options={grants} onChange={chooseGrant} />
      <FilterChoice label="Outcome" value={outcome} options={outcomes} onChange={(chosen) => filterHistory({ outcome: chosen })} />
    </ListFilters>
  );
}
