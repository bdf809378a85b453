import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AppErrorData } from '../../../shared/model/app-error.ts';
import type { Environment } from '../../../shared/model/workspace.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { deleteEnvironment } from '../../state/environment-actions.ts';
import { editEnvironment, saveSettings, useEnvironment, workspaceState } from '../../state/workspace-state.ts';
import { NamedValues } from '../form/named-values.tsx';
import { TextField } from '../form/text-field.tsx';
import classes from './environment-editor.module.css';

/** One environment: its name and its variables, any of which can be a secret. */
export function EnvironmentEditor({ environment }: { readonly environment: Environment }) {
  const inUse = useEnvironment()?.id === environment.id;
  const unsaved = workspaceState((state) => state.unsaved[environment.id]);
  const [name, setName] = useState(environment.name);
  const [deleting, setDeleting] = useState(false);
  const [problem, setProblem] = useState<AppErrorData | null>(null);
  const edit = (change: (now: Environment) => Partial<Environment>) => {
    const now = workspaceState.getState().workspace?.environments.find(({ id }) => id === environment.id);
    if (now !== undefined) editEnvironment({ ...now, ...change(now) });
  };
  const failure = problem ?? unsaved;

  return (
    <div className={classes.editor}>
      <div className={classes.head}>
        <TextField
          plain
          label="Name"
          value={name}
          error={name.trim() === '' ? 'An environment needs a name.' : null}
          onChange={(text) => {
            setName(text);
            // An empty name is a moment of typing, and nothing to save.
            if (text.trim() !== '') edit(() => ({ name: text }));
          }}
        />
        <div className={classes.actions}>
          <Button onClick={() => void saveSettings({ environmentId: inUse ? null : environment.id })}>
            {inUse ? 'Stop using' : 'Use'}
          </Button>
          <Button onClick={() => setDeleting(true)}>Delete …</Button>
        </div>
      </div>
      <h2 className={classes.heading}>Variables</h2>
      <p className={classes.words}>
        Written in a profile as <code>{'{{name}}'}</code>. A locked one is kept in the keychain and masked everywhere.
      </p>
      {repeatedName(environment) !== null && (
        <Notice tone="warn" title={`“${repeatedName(environment)}” is there twice`}>
          The first one is used.
        </Notice>
      )}
      <NamedValues
        owner={environment.id}
        prefix="variable"
        what="variable"
        values={environment.variables}
        onChange={(change) => edit(({ variables }) => ({ variables: change(variables) }))}
      />
      <ErrorNotice error={failure} />
      {deleting && (
        <ConfirmDialog
          title={`Delete “${environment.name}”?`}
          act="Delete"
          onClose={() => setDeleting(false)}
          onAct={() => void deleteEnvironment(environment.id).then(setProblem)}
        >
          <p>Its secret variables are deleted from the keychain with it. Profiles that use its variables stay as they are.</p>
        </ConfirmDialog>
      )}
    </div>
  );
}

function repeatedName({ variables }: Environment): string | null {
  const names = variables.map(({ name }) => name.trim()).filter((name) => name !== '');
  return names.find((name, index) => names.indexOf(name) !== index) ?? null;
}
