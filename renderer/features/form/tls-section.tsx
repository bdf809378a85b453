import { Checkbox } from '@mantine/core';
import type { Profile } from '../../../shared/model/profile.ts';
import { Folded } from '../../components/folded.tsx';
import { CertificateFields, certificateForm } from './certificate-fields.tsx';
import { checkCertificates, countCertificates } from './checks.ts';
import type { EditProfile } from './edit-profile.ts';
import { ProxyFields } from './proxy-fields.tsx';
import { TextAreaField } from './text-area-field.tsx';

function summaryOf({ tls, proxy }: Profile): string {
  const { ca, verify, allowInsecureHttp } = tls;
  if (!verify) return 'certificates not verified';
  const more = [
    ...(certificateForm(tls) === 'none' ? [] : ['client certificate']),
    ...(proxy.kind === 'url' ? ['proxy'] : proxy.kind === 'system' ? ['system proxy'] : []),
    ...(allowInsecureHttp ? ['http:// allowed'] : []),
  ];
  const count = countCertificates(ca);
  const trust = count === 0 ? 'system' : `system and ${count === 1 ? 'one authority' : `${count} authorities`}`;
  return [trust, ...more].join(', ');
}

/** Whom to trust, who the client is in the handshake, and the way to the server. */
export function TlsSection({ profile, edit }: { readonly profile: Profile; readonly edit: EditProfile }) {
  const { tls } = profile;
  const set = (change: Partial<Profile['tls']>) => edit((now) => ({ tls: { ...now.tls, ...change } }));
  return (
    <Folded title="TLS and proxy" summary={summaryOf(profile)} warning={!tls.verify || tls.allowInsecureHttp}>
      <TextAreaField
        label="Trusted certificates"
        aside="PEM, besides the system’s"
        error={checkCertificates(tls.ca)}
        minRows={4}
        maxRows={4}
        placeholder="-----BEGIN CERTIFICATE-----"
        value={tls.ca}
        onChange={(ca) => set({ ca })}
      />
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
      <CertificateFields profile={profile} edit={edit} />
      <ProxyFields profile={profile} edit={edit} />
    </Folded>
  );
}
