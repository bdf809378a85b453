import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { asAppError } from '../../../shared/errors.ts';
import type { Decrypted, DecryptionKey } from '../../../shared/inspector/decrypt-token.ts';
import type { SecretEncoding } from '../../../shared/inspector/verification-key.ts';
import type { AppErrorData } from '../../../shared/model/app-error.ts';
import type { TokenReading } from '../../../shared/model/token-reading.ts';
import { Card } from '../../components/card.tsx';
import { Choice } from '../../components/choice.tsx';
import { CopyAction } from '../../components/copy-action.tsx';
import { Field } from '../../components/field.tsx';
import { TextAction } from '../../components/text-action.tsx';
import { putText } from '../../state/inspector-state.ts';
import { useSettings } from '../../state/workspace-state.ts';
import { OriginalText } from '../run/original-text.tsx';
import { askInspector } from './ask-inspector.ts';
import { MaskedInput } from './masked-input.tsx';
import { Outcome } from './outcome.tsx';
import classes from './panel.module.css';
import { PrivateKeyField } from './private-key-field.tsx';
import { ReadingCard } from './reading-card.tsx';
import { encodingChoices } from './secret-encodings.ts';

type Source = 'pasted' | 'secret' | 'client_secret';

const sources: readonly { value: Source; label: string; meaning: string }[] = [
  { value: 'pasted', label: 'A key I have', meaning: 'A private key as JWK or PEM, or a symmetric JWK.' },
  { value: 'secret', label: 'A shared secret', meaning: 'For dir, AES key wrap, and passwords (PBES2).' },
  { value: 'client_secret', label: 'A client secret', meaning: 'Of which OpenID Connect makes the key (Core §10.2).' },
];

/** Opens an encrypted token with a key the user gives, and reads what is inside. */
export function DecryptCard({ token, reading }: { readonly token: string; readonly reading: TokenReading }) {
  const [chosen, setChosen] = useState<Source | null>(null);
  const [encoding, setEncoding] = useState<SecretEncoding>('utf8');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<AppErrorData | null>(null);
  const [opened, setOpened] = useState<{ readonly token: string; readonly inside: Decrypted } | null>(null);
  const clockSkewSeconds = useSettings()?.clockSkewSeconds ?? 0;
  const secret = useRef<HTMLInputElement>(null);
  const pasted = useRef<HTMLTextAreaElement>(null);
  const alg = typeof reading.header?.alg === 'string' ? reading.header.alg : '';
  const source = chosen ?? (/^(?:dir|A\d|PBES2)/.test(alg) ? 'secret' : 'pasted');
  const inside = opened?.token === token ? opened.inside : null;

  const decrypt = async () => {
    setBusy(true);
    setProblem(null);
    setOpened(null);
    const keys: Record<Source, DecryptionKey> = {
      pasted: { kind: 'text', text: pasted.current?.value ?? '' },
      secret: { kind: 'secret', secret: secret.current?.value ?? '', encoding },
      client_secret: { kind: 'client_secret', secret: secret.current?.value ?? '' },
    };
    try {
      setOpened({ token, inside: await askInspector('decrypt', { token, key: keys[source], clockSkewSeconds }) });
    } catch (thrown) {
      setProblem(asAppError(thrown).toData());
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <Card title="Decrypt">
        <form
          className={classes.panel}
          onSubmit={(event) => {
            event.preventDefault();
            void decrypt();
          }}
        >
          <Field label="Decrypt with">{(parts) => <Choice {...parts} value={source} options={sources} onChange={setChosen} />}</Field>
          {source === 'secret' && (
            <div className={classes.pair}>
              <Field label="Secret">{(parts) => <MaskedInput parts={parts} input={secret} />}</Field>
              <Field label="Written as">
                {(parts) => <Choice {...parts} value={encoding} options={encodingChoices} onChange={setEncoding} />}
              </Field>
            </div>
          )}
          {source === 'client_secret' && <Field label="Client secret">{(parts) => <MaskedInput parts={parts} input={secret} />}</Field>}
          {source === 'pasted' && <PrivateKeyField input={pasted} />}
          <div className={classes.act}>
            <Button type="submit" variant="filled" disabled={busy}>
              Decrypt
            </Button>
            <Outcome busy={busy ? 'Decrypting …' : null} problem={problem}>
              {inside !== null && (
                <>
                  <strong className={classes.valid}>Opened.</strong> {inside.how}
                </>
              )}
            </Outcome>
          </div>
        </form>
      </Card>
      {inside !== null && <Inside inside={inside} />}
    </>
  );
}

function Inside({ inside: { text, reading } }: { readonly inside: Decrypted }) {
  if (reading !== null && reading.kind !== 'opaque') {
    return (
      <>
        <div className={classes.nested}>
          <TextAction onClick={() => putText('first', text)}>Open the token inside</TextAction>
          <CopyAction text={text} of="the token inside" />
        </div>
        <ReadingCard which="Inside: " reading={reading} signature={null} />
      </>
    );
  }
  if (reading !== null) return <ReadingCard title="Inside: claims nobody signed" reading={reading} signature={null} />;
  return (
    <Card title="Inside" actions={<CopyAction text={text} of="what is inside" />}>
      <OriginalText text={text} />
    </Card>
  );
}
