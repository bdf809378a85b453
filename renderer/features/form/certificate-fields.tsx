import { useState } from 'react';
import type { Profile } from '../../../shared/model/profile.ts';
import { rfc } from '../../../shared/model/spec-name.ts';
import { Choice } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { Hint } from '../../components/hint.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { checkCertificates } from './checks.ts';
import classes from './form.module.css';
import type { FormPart } from './form-part.ts';
import { PfxField } from './pfx-field.tsx';
import { SecretField } from './secret-field.tsx';
import { TextAreaField } from './text-area-field.tsx';

type Form = 'none' | 'pem' | 'pfx';

const forms = [
  { value: 'none', label: 'none', meaning: 'The server does not learn from the handshake who asks.' },
  { value: 'pem', label: 'PEM', detail: 'certificate and key' },
  { value: 'pfx', label: 'PKCS#12', detail: '.p12 or .pfx file' },
] as const;

const nothing = { certificate: '', certificateKey: null, pfx: null, pfxPassphrase: null };

/** In which form a profile has its certificate. */
export function certificateForm({ pfx, certificate, certificateKey }: Profile['tls']): Form {
  if (pfx !== null) return 'pfx';
  return certificate === '' && certificateKey === null ? 'none' : 'pem';
}

/** The certificate the client shows to servers that ask for one. */
export function CertificateFields({ profile, edit }: FormPart) {
  const { tls } = profile;
  const [form, setForm] = useState(certificateForm(tls));
  const set = (change: Partial<Profile['tls']>) => edit((now) => ({ tls: { ...now.tls, ...change } }));
  const choose = (chosen: Form) => {
    if (chosen === form) return;
    setForm(chosen);
    set(nothing);
  };
  return (
    <div className={classes.stack}>
      <Field
        label="Client certificate"
        hint={
          <Hint of="the client certificate">
            Who this client is, shown in the TLS handshake to servers that ask; never to a proxy. <SpecAnchor spec={rfc(8705, '2')} />
          </Hint>
        }
      >
        {(parts) => <Choice {...parts} value={form} options={forms} onChange={choose} />}
      </Field>
      {form === 'pem' && (
        <>
          <TextAreaField
            label="Certificate"
            aside="PEM, its own first"
            error={checkCertificates(tls.certificate)}
            minRows={4}
            maxRows={4}
            placeholder="-----BEGIN CERTIFICATE-----"
            value={tls.certificate}
            onChange={(certificate) => set({ certificate })}
          />
          <SecretField
            label="Private key"
            owner={profile.id}
            field="tls_key"
            reference={tls.certificateKey}
            onReference={(certificateKey) => set({ certificateKey })}
          />
        </>
      )}
      {form === 'pfx' && <PfxField owner={profile.id} reference={tls.pfx} onReference={(pfx) => set({ pfx })} />}
      {form !== 'none' && (
        <SecretField
          label="Passphrase"
          hint={<Hint of="the passphrase">{form === 'pfx' ? 'Of the file.' : 'Of the private key, where it is encrypted.'}</Hint>}
          owner={profile.id}
          field="tls_passphrase"
          reference={tls.pfxPassphrase}
          onReference={(pfxPassphrase) => set({ pfxPassphrase })}
        />
      )}
    </div>
  );
}
