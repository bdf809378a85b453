import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { AppErrorData } from '../../../shared/model/app-error.ts';
import type { Environment } from '../../../shared/model/workspace.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { addEnvironment } from '../../state/environment-actions.ts';
import { useEnvironment, workspaceState } from '../../state/workspace-state.ts';
import { EnvironmentEditor } from './environment-editor.tsx';
import classes from './environments-screen.module.css';

/** Sets of variables: the list on the left, the chosen one on the right. */
export function EnvironmentsScreen() {
  const environments = workspaceState((state) => state.workspace?.environments) ?? [];
  const inUse = useEnvironment();
  const [selectedId, select] = useState<string | null>(inUse?.id ?? null);
  const [problem, setProblem] = useState<AppErrorData | null>(null);
  const selected = environments.find(({ id }) => id === selectedId) ?? environments[0];

  const add = async () => {
    const added = await addEnvironment(freeName(environments));
    if ('code' in added) return setProblem(added);
    setProblem(null);
    select(added.id);
  };

  return (
    <div className={classes.screen}>
      <nav className={classes.list} aria-label="Environments">
        <div className={classes.head}>
          <h1 className={classes.title}>Environments</h1>
          <Button size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => void add()}>
            Add
          </Button>
        </div>
        <ul className={classes.rows}>
          {environments.map((environment) => (
            <li key={environment.id}>
              <button
                type="button"
                className={classes.row}
                aria-current={environment.id === selected?.id}
                title={environment.name}
                onClick={() => select(environment.id)}
              >
                <bdi className={classes.name}>{environment.name}</bdi>
                <span className={classes.detail}>{environment.id === inUse?.id ? 'in use' : countWords(environment)}</span>
              </button>
            </li>
          ))}
        </ul>
        <ErrorNotice error={problem} />
      </nav>
      <main className={classes.main}>
        {selected === undefined ? (
          <NoEnvironments onAdd={() => void add()} />
        ) : (
          <EnvironmentEditor key={selected.id} environment={selected} />
        )}
      </main>
    </div>
  );
}

function NoEnvironments({ onAdd }: { readonly onAdd: () => void }) {
  return (
    <div className={classes.none}>
      <h2 className={classes.noneTitle}>One profile, several places</h2>
      <p>
        An environment is a set of variables. A profile writes <code>{'{{host}}'}</code> where its value belongs, and the chosen environment
        says what it is: one for development, one for staging, one for a customer.
      </p>
      <Button variant="filled" onClick={onAdd}>
        Add an environment
      </Button>
    </div>
  );
}

function countWords({ variables }: Environment): string {
  return variables.length === 1 ? '1 variable' : `${variables.length} variables`;
}

function freeName(environments: readonly Environment[]): string {
  const taken = new Set(environments.map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? 'New environment' : `New environment ${number}`;
    if (!taken.has(name)) return name;
  }
}
