import { Button } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import { asAppError } from '../../../shared/errors.ts';
import type { SecretEncoding } from '../../../shared/inspector/verification-key.ts';
import type { AppErrorData } from '../../../shared/model/app-error.ts';
import type { SignatureReading, SignatureResult, TokenReading } from '../../../shared/model/token-reading.ts';
import { Card } from '../../components/card.tsx';
import { Choice } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { host } from '../../host/host.ts';
import { TextAreaField } from '../form/text-area-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { askInspector } from './ask-inspector.ts';
import { MaskedInput } from './masked-input.tsx';
import { Outcome } from './outcome.tsx';
import classes from './panel.module.css';
import { encodingChoices } from './secret-encodings.ts';
import type { GivenKey } from './verify-given.ts';

type Source = 'issuer' | 'jwks_uri' | 'pasted' | 'secret';

const sources: readonly { value: Source; label: string; meaning: string }[] = [
  { value: 'issuer', label: 'The issuer’s keys', meaning: 'Fetched now, from the key set its metadata names.' },
  { value: 'jwks_uri', label: 'A key set at an address', meaning: 'Fetched now, from the address you name.' },
  { value: 'pasted', label: 'A key I have', meaning: 'A JWK, JWK Set, PEM public key, or certificate.' },
  { value: 'secret', label: 'A shared secret', meaning: 'For HS256, HS384 and HS512.' },
];

interface VerifyCardProps {
  readonly token: string;
  readonly reading: TokenReading;
  /** Of a token that came without it; empty where there is none. */
  readonly payload: string;
  readonly signature: SignatureReading | null;
  readonly onVerified: (token: string, signature: SignatureReading | null) => void;
}

/** Checks the signature with a key the user names. Nothing is fetched, and nothing is called valid, before that. */
export function VerifyCard({ token, reading, payload, signature, onVerified }: VerifyCardProps) {
  const [chosen, setChosen] = useState<Source | null>(null);
  const [address, setAddress] = useState<string | null>(null);
  const [jwksUri, setJwksUri] = useState('');
  const [pasted, setPasted] = useState('');
  const [encoding, setEncoding] = useState<SecretEncoding>('utf8');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AppErrorData | null>(null);
  const secret = useRef<HTMLInputElement>(null);

  const named = typeof reading.payload?.iss === 'string' ? reading.payload.iss : '';
  const issuer = address ?? named;
  const source = chosen ?? usualSource(reading, named);

  /** The key of the chosen source, fetched where it is elsewhere. */
  const key = async (): Promise<GivenKey> => {
    switch (source) {
      case 'issuer':
        return { kind: 'jwks', jwks: (await host.invoke('server.fetchKeys', { source: { kind: 'issuer', issuer } })).jwks };
      case 'jwks_uri':
        return { kind: 'jwks', jwks: (await host.invoke('server.fetchKeys', { source: { kind: 'jwks_uri', jwksUri } })).jwks };
      case 'pasted':
        return { kind: 'text', text: pasted };
      case 'secret':
        return { kind: 'secret', secret: secret.current?.value ?? '', encoding };
    }
  };
  const verify = async () => {
    setBusy(true);
    setProblem(null);
    onVerified(token, null);
    try {
      onVerified(token, await askInspector('verify', { token, key: await key(), ...(payload !== '' && { payload }) }));
    } catch (thrown) {
      setProblem(asAppError(thrown).toData());
    } finally {
      setBusy(false);
    }
  };

  const inputs: Record<Source, ReactNode> = {
    issuer: (
      <TextField
        label="Issuer"
        value={issuer}
        placeholder="https://login.example.com"
        note={named !== '' && issuer !== named ? 'Not the issuer the token names (iss).' : undefined}
        onChange={setAddress}
      />
    ),
    jwks_uri: <TextField label="Address of the key set" value={jwksUri} placeholder="https://…/jwks" onChange={setJwksUri} />,
    pasted: (
      <TextAreaField
        label="Key"
        minRows={3}
        maxRows={10}
        placeholder={'{"kty": …}  or  -----BEGIN PUBLIC KEY-----'}
        value={pasted}
        onChange={setPasted}
      />
    ),
    secret: (
      <div className={classes.pair}>
        <Field label="Secret">{(parts) => <MaskedInput parts={parts} input={secret} />}</Field>
        <Field label="Written as">
          {(parts) => <Choice {...parts} value={encoding} options={encodingChoices} onChange={setEncoding} />}
        </Field>
      </div>
    ),
  };

  return (
    <Card title="Signature">
      <form
        className={classes.panel}
        onSubmit={(event) => {
          event.preventDefault();
          void verify();
        }}
      >
        <Field label="Verify with">{(parts) => <Choice {...parts} value={source} options={sources} onChange={setChosen} />}</Field>
        {inputs[source]}
        <div className={classes.act}>
          <Button type="submit" variant="filled" disabled={busy}>
            {source === 'issuer' || source === 'jwks_uri' ? 'Fetch keys and verify' : 'Verify'}
          </Button>
          <Outcome busy={busy ? 'Verifying …' : null} problem={problem}>
            {signature !== null && <SignatureOutcome signature={signature} />}
          </Outcome>
        </div>
      </form>
    </Card>
  );
}

const outcomeWords: Record<SignatureReading['status'], string> = {
  valid: 'Valid.',
  invalid: 'Not valid.',
  not_checked: 'Not checked.',
};

function SignatureOutcome({ signature }: { readonly signature: SignatureReading }) {
  return (
    <>
      <strong className={classes[signature.status]}>{outcomeWords[signature.status]}</strong> {signature.reason}
      {signature.each !== undefined && <EachSignature each={signature.each} />}
      {(signature.findings ?? []).map(({ id, message }) => (
        <span key={id}> {message}</span>
      ))}
    </>
  );
}

/** What became of each of several signatures. */
function EachSignature({ each }: { readonly each: readonly SignatureResult[] }) {
  return (
    <ol className={classes.each} aria-label="Each signature">
      {each.map(({ status, alg, key, reason }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a signature is known by its place only.
        <li key={index}>
          <strong className={classes[status]}>{outcomeWords[status]}</strong>{' '}
          {[alg ?? 'no algorithm', key].filter((part) => part !== undefined).join(' · ')}: {reason}
        </li>
      ))}
    </ol>
  );
}

/** What such a token is usually verified with. */
function usualSource({ header }: TokenReading, issuer: string): Source {
  if (typeof header?.alg === 'string' && header.alg.startsWith('HS')) return 'secret';
  return URL.canParse(issuer) ? 'issuer' : 'pasted';
}
