import type { Profile } from '../../../shared/model/profile.ts';
import { Choice } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { useEnvironment } from '../../state/workspace-state.ts';
import { checkProxy } from './checks.ts';
import classes from './form.module.css';
import type { FormPart } from './form-part.ts';
import { SecretField } from './secret-field.tsx';
import { TextField } from './text-field.tsx';

const kinds = [
  {
    value: 'environment',
    label: 'from the environment',
    meaning: 'HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, except for NO_PROXY and this machine.',
  },
  { value: 'system', label: 'of the system', meaning: 'As the operating system is set, except for this machine.' },
  { value: 'url', label: 'this one', meaning: 'For every request, to this machine too.' },
  { value: 'none', label: 'none' },
] as const;

/** The proxy every request of the profile takes. */
export function ProxyFields({ profile, edit }: FormPart) {
  const { proxy } = profile;
  const environment = useEnvironment();
  const set = (change: Partial<Profile['proxy']>) => edit((now) => ({ proxy: { ...now.proxy, ...change } }));
  return (
    <div className={classes.stack}>
      <Field label="Proxy">{(parts) => <Choice {...parts} value={proxy.kind} options={kinds} onChange={(kind) => set({ kind })} />}</Field>
      {proxy.kind === 'url' && (
        <>
          <TextField
            label="Address of the proxy"
            placeholder="http://proxy.example:3128"
            value={proxy.url}
            error={checkProxy(proxy.url, environment)}
            onChange={(url) => set({ url })}
          />
          <div className={classes.pair}>
            <TextField label="Proxy user" value={proxy.username} onChange={(username) => set({ username })} />
            <SecretField
              label="Proxy password"
              owner={profile.id}
              field="proxy_password"
              reference={proxy.password}
              onReference={(password) => set({ password })}
            />
          </div>
        </>
      )}
    </div>
  );
}
