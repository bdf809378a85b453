import { Checkbox, Textarea } from '@mantine/core';
import type { Profile } from '../../../shared/model/profile.ts';
import { Field } from '../../components/field.tsx';
import { Folded } from '../../components/folded.tsx';
import { checkCertificates, countCertificates } from './checks.ts';
import type { EditProfile } from './edit-profile.ts';
import textField from './text-field.module.css';

function summaryOf({ ca, verify, allowInsecureHttp }: Profile['tls']): string {
  if (!verify) return 'certificates not verified';
  const count = countCertificates(ca);
  const trust = count === 0 ? 'system' : `system and ${count === 1 ? 'one authority' : `${count} authorities`}`;
  return allowInsecureHttp ? `${trust}, http:// allowed` : trust;
}

/** Whom to trust. */
export function TlsSection({ profile, edit }: { readonly profile: Profile; readonly edit: EditProfile }) {
  const { tls } = profile;
  const set = (change: Partial<Profile['tls']>) => edit((now) => ({ tls: { ...now.tls, ...change } }));
  const error = checkCertificates(tls.ca);
  return (
    <Folded title="TLS" summary={summaryOf(tls)} warning={!tls.verify || tls.allowInsecureHttp}>
      <Field label="Trusted certificates" aside="PEM, besides the system’s" error={error}>
        {(parts) => (
          <Textarea
            {...parts}
            error={error !== null}
            rows={4}
            spellCheck={false}
            placeholder={'-----BEGIN CERTIFICATE-----'}
            value={tls.ca}
            classNames={{ input: textField.code }}
            onChange={(event) => set({ ca: event.currentTarget.value })}
          />
        )}
      </Field>
      <Checkbox
        label="Do not verify certificates"
        description="Anyone between you and the server can then read and change everything, secrets included."
        checked={!tls.verify}
        onChange={(event) => set({ verify: !event.currentTarget.checked })}
      />
      <Checkbox
        label="Allow http:// beyond this machine"
        description="Everything then travels readable."
        checked={tls.allowInsecureHttp}
        onChange={(event) => set({ allowInsecureHttp: event.currentTarget.checked })}
      />
    </Folded>
  );
}
