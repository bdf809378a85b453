import { openId } from '../../../shared/model/spec-name.ts';
import { Hint } from '../../components/hint.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import classes from './form.module.css';
import { type FormPart, groupEditor } from './form-part.ts';
import { SecretField } from './secret-field.tsx';
import { TextField } from './text-field.tsx';

/** Backchannel authentication: who is asked, and what they see. */
export function CibaFields({ profile, edit }: FormPart) {
  const { ciba, openId: hints } = profile.request;
  const set = groupEditor(edit, 'ciba');
  return (
    <div className={classes.stack}>
      <TextField
        label="Login hint"
        hint={
          <Hint of="a login hint">
            Which user is asked: a name, an address or a number the server knows.{' '}
            <SpecAnchor spec={openId('ciba', '7.1', 'auth_request')} />
          </Hint>
        }
        value={hints.loginHint}
        onChange={(loginHint) => groupEditor(edit, 'openId')({ loginHint })}
      />
      <TextField
        label="Binding message"
        hint={
          <Hint of="a binding message">A short text the user sees here and on their device, to be sure that both belong together.</Hint>
        }
        plain
        value={ciba.bindingMessage}
        onChange={(bindingMessage) => set({ bindingMessage })}
      />
      <SecretField
        label="User code"
        owner={profile.id}
        field="user_code"
        reference={ciba.userCode}
        onReference={(userCode) => set({ userCode })}
      />
    </div>
  );
}
