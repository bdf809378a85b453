import { Button, Menu } from '@mantine/core';
import { IconCaretDownFilled } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { asAppError } from '../../../shared/errors.ts';
import type { Sealing, SigningKey } from '../../../shared/inspector/make-token.ts';
import type { AppErrorData } from '../../../shared/model/app-error.ts';
import { Card } from '../../components/card.tsx';
import { Notice } from '../../components/notice.tsx';
import { putText } from '../../state/inspector-state.ts';
import { askInspector } from './ask-inspector.ts';
import { type Attack, attacks, type MadeWords, withMembers } from './attacks.ts';
import { JsonEditor } from './json-editor.tsx';
import type { NewKey, NewKeyAlgorithm } from './new-key-algorithms.ts';
import { Outcome } from './outcome.tsx';
import classes from './panel.module.css';
import { SigningKeyFields, type SigningSource } from './signing-key-fields.tsx';
import type { TokenDraft } from './token-draft.ts';

/** A token made here, and what it now is. */
interface Made {
  readonly token: string;
  readonly words: MadeWords;
}

/** Edits header and claims by hand, signs them with a key of the user's, or makes a classic attack of them. */
export function EditPanel({ token }: { readonly token: string }) {
  const [draft, setDraft] = useState<TokenDraft | null>(null);
  const [made, setMade] = useState<Made | null>(null);
  const [source, setSource] = useState<SigningSource>('secret');
  const [newAlgorithm, setNewAlgorithm] = useState<NewKeyAlgorithm>('ES256');
  const [newKey, setNewKey] = useState<NewKey | null>(null);
  const [problem, setProblem] = useState<AppErrorData | null>(null);
  const [busy, setBusy] = useState(false);
  const secret = useRef<HTMLInputElement>(null);
  const pasted = useRef<HTMLTextAreaElement>(null);
  const [encoding, setEncoding] = useState<'utf8' | 'base64' | 'base64url' | 'hex'>('utf8');

  // A token from elsewhere is a new draft; the one made here goes on being edited as it is.
  const own = made !== null && made.token === token;
  useEffect(() => {
    if (own) return;
    let current = true;
    void askInspector('draft', { token, now: Date.now() }).then((begun) => {
      if (!current) return;
      setDraft(begun);
      setMade(null);
    });
    return () => {
      current = false;
    };
  }, [token, own]);
  if (draft === null) return null;

  const chooseSource = (next: SigningSource) => {
    setSource(next);
    setProblem(null);
    if (next === 'secret' && !algorithmOf(draft).startsWith('HS'))
      setDraft({ ...draft, header: withMembers(draft.header, { alg: 'HS256' }) });
  };

  const put = async (next: TokenDraft, sealing: Sealing, words: MadeWords) => {
    const text = await askInspector('make', { header: next.header, payload: next.payload, sealing });
    // Said before the editor has it: the token that arrives there is this one, and no new draft.
    setMade({ token: text, words });
    setDraft({ ...next, signature: draft.signature === '' ? text.slice(text.lastIndexOf('.') + 1) : draft.signature });
    putText('first', text);
  };

  /** The chosen key, and the draft with what that key writes into the header. */
  const keyFor = async (next: TokenDraft): Promise<{ key: SigningKey; next: TokenDraft }> => {
    switch (source) {
      case 'secret':
        return { key: { kind: 'secret', secret: secret.current?.value ?? '', encoding }, next };
      case 'pasted':
        return { key: { kind: 'text', text: pasted.current?.value ?? '' }, next };
      case 'new': {
        const key = newKey ?? (await askInspector('newKey', { alg: newAlgorithm }));
        setNewKey(key);
        const header = withMembers(next.header, { alg: newAlgorithm, kid: key.kid });
        return { key: { kind: 'text', text: key.privateJwk }, next: { ...next, header } };
      }
    }
  };

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (thrown) {
      setProblem(asAppError(thrown).toData());
    } finally {
      setBusy(false);
    }
  };

  const signWith = async (edited: TokenDraft, words: (draft: TokenDraft) => MadeWords) => {
    const { key, next } = await keyFor(edited);
    await put(next, { kind: 'sign', key }, words(next));
  };

  const attack = (name: Attack) =>
    attempt(async () => {
      const { make, words } = attacks[name];
      const { draft: edited, sealing } = make(draft, Date.now());
      if (sealing === 'signing') return signWith(edited, () => words);
      if (sealing !== 'public key as secret') return put(edited, sealing, words);
      const text = source === 'pasted' ? (pasted.current?.value ?? '') : '';
      await put(edited, { kind: 'sign', key: { kind: 'secret', secret: text, encoding: 'utf8' } }, words);
    });

  return (
    <>
      {own && (
        <Notice tone={made.words.tone} title={made.words.title} live>
          {made.words.text}
        </Notice>
      )}
      <Card title="Edit and sign">
        <form
          className={classes.panel}
          onSubmit={(event) => {
            event.preventDefault();
            void attempt(() => signWith(draft, signedWords));
          }}
        >
          <div className={classes.labelled}>
            <span className={classes.label}>Header</span>
            <JsonEditor
              label="Header"
              part="header"
              text={draft.header}
              onType={(header) => setDraft((now) => now && { ...now, header })}
            />
          </div>
          <div className={classes.labelled}>
            <span className={classes.label}>Claims</span>
            <JsonEditor
              label="Claims"
              part="payload"
              text={draft.payload}
              onType={(payload) => setDraft((now) => now && { ...now, payload })}
            />
          </div>
          <SigningKeyFields
            source={source}
            onSource={chooseSource}
            secret={secret}
            pasted={pasted}
            encoding={encoding}
            onEncoding={setEncoding}
            newAlgorithm={newAlgorithm}
            onNewAlgorithm={(alg) => {
              setNewAlgorithm(alg);
              setNewKey(null);
            }}
            newKey={newKey}
          />
          <div className={classes.act}>
            <Button type="submit" variant="filled" disabled={busy}>
              Sign
            </Button>
            <Menu width={340}>
              <Menu.Target>
                <Button rightSection={<IconCaretDownFilled size={10} aria-hidden />}>Attacks</Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Label>To see whether an API refuses it</Menu.Label>
                {(Object.keys(attacks) as Attack[]).map((name) => (
                  <Menu.Item key={name} disabled={name === 'confused' && source !== 'pasted'} onClick={() => void attack(name)}>
                    <span className={classes.attack}>
                      {attacks[name].label}
                      <span className={classes.hint}>{attacks[name].meaning}</span>
                    </span>
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
            <Outcome busy={busy ? 'Signing …' : null} problem={problem}>
              {own && 'It stands in the editor.'}
            </Outcome>
          </div>
        </form>
      </Card>
    </>
  );
}

function algorithmOf({ header }: TokenDraft): string {
  try {
    const { alg } = JSON.parse(header) as { alg?: unknown };
    return typeof alg === 'string' ? alg : '';
  } catch {
    return '';
  }
}

function signedWords(draft: TokenDraft): MadeWords {
  return {
    tone: 'info',
    title: `This token was made here, and signed by you with ${algorithmOf(draft)}`,
    text: 'Only who trusts that key accepts it. Its issuer has not seen it.',
  };
}
