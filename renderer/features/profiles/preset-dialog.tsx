import { Button, Input, Select } from '@mantine/core';
import { useEffect, useState } from 'react';
import { asAppError } from '../../../shared/errors.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { ServerPreset } from '../../../shared/model/server-preset.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { openDialog } from '../../state/dialog-state.ts';
import { addFromPreset, presetState, readPresets, setServerFromPreset } from '../../state/preset-state.ts';

/** Asks which kind of server, and where it is. For a new profile, or in place of the server of one. */
export function PresetDialog({ profile }: { readonly profile: Profile | null }) {
  const { presets, problems } = presetState();
  const [id, setId] = useState<string | null>(profile?.server.preset || null);
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [error, setError] = useState<string | null>(null);
  useEffect(() => void readPresets(), []);
  const preset = presets?.find((each) => each.id === id);
  const close = () => openDialog(null);
  const take = async (chosen: ServerPreset) => {
    try {
      if (profile === null) await addFromPreset(chosen, values);
      else await setServerFromPreset(profile.id, chosen, values);
      close();
    } catch (thrown) {
      const { message, hint } = asAppError(thrown);
      setError(`${message} ${hint}`);
    }
  };
  return (
    <Dialog
      title="Choose your server"
      onClose={close}
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button variant="filled" disabled={preset === undefined} onClick={() => preset !== undefined && void take(preset)}>
            {profile === null ? 'Add a profile' : 'Use this server'}
          </Button>
        </>
      }
    >
      {problems.map((problem) => (
        <ErrorNotice key={problem.message} error={problem} tone="warn" />
      ))}
      <Field label="Kind of server">
        {(parts) => (
          <Select
            {...parts}
            data-autofocus
            searchable
            placeholder={presets === null ? 'Reading …' : 'Keycloak, Okta, Curity …'}
            nothingFoundMessage="Not among them: paste its issuer instead."
            value={id}
            data={(presets ?? []).map((each) => ({ value: each.id, label: each.name }))}
            onChange={(value) => {
              setId(value);
              setValues({});
              setError(null);
            }}
          />
        )}
      </Field>
      {preset?.placeholders.map(({ name, label, example, standard }) => (
        <Field key={`${preset.id}/${name}`} label={label}>
          {(parts) => (
            <Input
              {...parts}
              spellCheck={false}
              autoComplete="off"
              placeholder={standard === '' ? example : standard}
              value={values[name] ?? ''}
              onChange={(event) => {
                const { value } = event.currentTarget;
                setValues((before) => ({ ...before, [name]: value }));
                setError(null);
              }}
              onKeyDown={(event) => {
                if (event.key === 'Enter') void take(preset);
              }}
            />
          )}
        </Field>
      ))}
      {error !== null && (
        <Notice tone="bad" live title="This cannot be used yet">
          {error}
        </Notice>
      )}
    </Dialog>
  );
}
