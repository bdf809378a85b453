import { Checkbox } from '@mantine/core';
import { openId } from '../../../shared/model/spec-name.ts';
import { Hint } from '../../components/hint.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { useEnvironment } from '../../state/workspace-state.ts';
import { checkPingAddress } from './checks.ts';
import classes from './form.module.css';
import { type FormPart, groupEditor } from './form-part.ts';
import { SecretField } from './secret-field.tsx';
import { TextField } from './text-field.tsx';

/** Backchannel authentication: who is asked, and what they see. */
export function CibaFields({ profile, edit }: FormPart) {
  const { ciba, openId: hints } = profile.request;
  const set = groupEditor(edit, 'ciba');
  const environment = useEnvironment();
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
      <Checkbox
        label="Be told by the server (ping)"
        description="The server calls here when the user has answered, with a token made for this run; polling goes on beside it."
        checked={ciba.mode === 'ping'}
        onChange={(event) => set({ mode: event.currentTarget.checked ? 'ping' : 'poll' })}
      />
      {ciba.mode === 'ping' && (
        <TextField
          label="Ping address"
          hint={
            <Hint of="the ping address">
              Where Grantbench listens on this machine. The client is registered with it (
              <code>backchannel_client_notification_endpoint</code>), or, where the server is on another machine, with the address of a
              tunnel that leads here. <SpecAnchor spec={openId('ciba', '10.2', 'ping_callback')} />
            </Hint>
          }
          error={checkPingAddress(ciba.notificationAddress, environment)}
          value={ciba.notificationAddress}
          onChange={(notificationAddress) => set({ notificationAddress })}
        />
      )}
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
