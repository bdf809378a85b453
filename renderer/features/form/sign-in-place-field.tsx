import { useState } from 'react';
import { asAppError } from '../../../shared/errors.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import { rfc } from '../../../shared/model/spec-name.ts';
import { Choice } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { Hint } from '../../components/hint.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { TextAction } from '../../components/text-action.tsx';
import { host } from '../../host/host.ts';
import { hostState } from '../../state/host-state.ts';
import type { EditProfile } from './edit-profile.ts';
import classes from './form.module.css';

type Place = Profile['request']['opensIn'];

const places: readonly { readonly value: Place; readonly label: string; readonly meaning: string }[] = [
  { value: 'system_browser', label: 'system browser', meaning: 'Where the user is signed in already, with an address bar to look at.' },
  {
    value: 'own_window',
    label: 'own window',
    meaning: 'A window of Grantbench with cookies of this profile alone. It takes any redirect URI.',
  },
];

/** Where the user signs in; only in a host that has windows of its own. */
export function SignInPlaceField({ profile, edit }: { readonly profile: Profile; readonly edit: EditProfile }) {
  const hasWindow = hostState((state) => state.facts?.capabilities.signInWindow ?? false);
  const { opensIn } = profile.request;
  if (!hasWindow) return null;
  return (
    <div className={classes.withAction}>
      <Field
        label="Sign in at"
        hint={
          <Hint of="where to sign in">
            Apps are to use the system browser; many servers refuse a window inside a program. For tests it has what the browser lacks: a
            clean jar of cookies for each profile, gone when Grantbench ends. <SpecAnchor spec={rfc(8252, '8.12')} />
          </Hint>
        }
      >
        {(parts) => (
          <Choice
            {...parts}
            value={opensIn}
            options={places}
            onChange={(value) => edit(({ request }) => ({ request: { ...request, opensIn: value } }))}
          />
        )}
      </Field>
      {opensIn === 'own_window' && <ForgetCookies profileId={profile.id} />}
    </div>
  );
}

function ForgetCookies({ profileId }: { readonly profileId: string }) {
  const [done, setDone] = useState('');
  const forget = () =>
    host.invoke('cookies.forget', { profileId }).then(
      () => setDone('Forgotten: the server asks who you are at the next run.'),
      (thrown: unknown) => setDone(asAppError(thrown).message),
    );
  return (
    <div className={classes.start}>
      <TextAction onClick={() => void forget()}>Forget cookies</TextAction>
      <p className={classes.quiet} role="status">
        {done}
      </p>
    </div>
  );
}
