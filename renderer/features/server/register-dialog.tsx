import { Button, SegmentedControl } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { asAppError } from '../../../shared/errors.ts';
import type { AppErrorData } from '../../../shared/model/app-error.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import { rfc } from '../../../shared/model/spec-name.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Field } from '../../components/field.tsx';
import { Hint } from '../../components/hint.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { host } from '../../host/host.ts';
import { playgroundState } from '../../state/playground-state.ts';
import { registrationState, rememberRefused, startRegistration } from '../../state/registration-state.ts';
import { flushEdits } from '../../state/workspace-state.ts';
import { MaskedInput } from '../inspector/masked-input.tsx';
import { type ClientFields, changesTo, checkRest, fieldsOf, metadataOf } from './client-fields.ts';
import { MetadataFields } from './metadata-fields.tsx';

interface RegisterDialogProps {
  readonly profile: Profile;
  readonly onClose: () => void;
}

/** Asks what to register: what the profile does, until the user says otherwise. */
export function RegisterDialog({ profile, onClose }: RegisterDialogProps) {
  const { fields, setFields, problem } = useSuggestion(profile.id);
  const [keepIn, setKeepIn] = useState<'new_profile' | 'this_profile'>('new_profile');
  const token = useRef<HTMLInputElement>(null);
  const playgroundToken = playgroundState((state) => state.running?.initialAccessToken ?? null);

  const register = async (said: ClientFields) => {
    const metadata = metadataOf(said);
    const initialAccessToken = token.current?.value.trim() || null;
    onClose();
    rememberRefused(profile.id, metadata);
    const view = await startRegistration(profile.id, {
      action: 'register',
      metadata: JSON.stringify(metadata),
      initialAccessToken,
      keepIn,
    });
    if (view?.error === null) rememberRefused(profile.id, null);
  };
  return (
    <Dialog
      title="Register a client"
      size={620}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="filled"
            disabled={fields === null || checkRest(fields.rest) !== null}
            onClick={() => fields !== null && void register(fields)}
          >
            Register
          </Button>
        </>
      }
    >
      <ErrorNotice error={problem} />
      {fields !== null && <MetadataFields fields={fields} onChange={setFields} />}
      <Field
        label="Initial access token"
        aside="where the server wants one"
        hint={
          <Hint of="an initial access token">
            Who runs the server hands it out to those who may register. It is used for this once, and kept nowhere.{' '}
            <SpecAnchor spec={rfc(7591, '3')} />
          </Hint>
        }
      >
        {(parts) => <MaskedInput parts={parts} input={token} initial={profile.server.kind === 'playground' ? playgroundToken : null} />}
      </Field>
      <Field label="The client goes to" note={keepIn === 'this_profile' ? replaces(profile) : 'Beside this one, with its own secrets.'}>
        {(parts) => (
          <SegmentedControl
            {...parts}
            fullWidth
            value={keepIn}
            data={[
              { value: 'new_profile', label: 'A new profile' },
              { value: 'this_profile', label: 'This profile' },
            ]}
            onChange={(value) => setKeepIn(value === 'this_profile' ? 'this_profile' : 'new_profile')}
            aria-label="Where the client goes"
          />
        )}
      </Field>
    </Dialog>
  );
}

/** Asks what to change of a client, as the server has just described it. */
export function ChangeClientDialog({
  profile,
  registered,
  onClose,
}: RegisterDialogProps & { readonly registered: Readonly<Record<string, unknown>> }) {
  const [fields, setFields] = useState(() => fieldsOf(registered));
  const broken = checkRest(fields.rest) !== null;
  const changes = broken ? {} : changesTo(registered, fields);
  const names = Object.keys(changes);
  return (
    <Dialog
      title="Change the registration"
      size={620}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="filled"
            disabled={broken || names.length === 0}
            onClick={() => {
              onClose();
              void startRegistration(profile.id, { action: 'update', changes: JSON.stringify(changes) });
            }}
          >
            Change
          </Button>
        </>
      }
    >
      <p>{names.length === 0 ? 'This is how the client is registered now.' : `Changed: ${names.join(', ')}. The rest stays.`}</p>
      <MetadataFields fields={fields} onChange={setFields} />
    </Dialog>
  );
}

function replaces({ client: { clientId } }: Profile): string {
  return clientId === ''
    ? 'It becomes the client of this profile.'
    : `It takes the place of ${clientId}, whose secret is deleted from the keychain.`;
}

/** What to begin with: what was refused the last time, or what the profile does. */
function useSuggestion(profileId: string) {
  const [fields, setFields] = useState<ClientFields | null>(() => {
    const refused = registrationState.getState().refused[profileId];
    return refused === undefined ? null : fieldsOf(refused);
  });
  const [problem, setProblem] = useState<AppErrorData | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when the dialog opens.
  useEffect(() => {
    if (fields !== null) return;
    void flushEdits()
      .then(() => host.invoke('registration.suggest', { profileId }))
      .then(
        ({ metadata }) => setFields(fieldsOf(metadata)),
        (thrown: unknown) => {
          setProblem(asAppError(thrown).toData());
          setFields(fieldsOf({}));
        },
      );
  }, []);
  return { fields, setFields, problem };
}
