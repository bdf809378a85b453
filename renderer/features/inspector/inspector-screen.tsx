import { SegmentedControl, VisuallyHidden } from '@mantine/core';
import { memo, useState } from 'react';
import type { SignatureReading, TokenForm } from '../../../shared/model/token-reading.ts';
import { TextAction } from '../../components/text-action.tsx';
import { chooseTask, clearInspector, type InspectorTask, inspectorState, textTyped } from '../../state/inspector-state.ts';
import { ComparePanel } from './compare-panel.tsx';
import { DecryptCard } from './decrypt-card.tsx';
import { EditPanel } from './edit-panel.tsx';
import { FoundNotice } from './found-notice.tsx';
import classes from './inspector-screen.module.css';
import { NothingYet } from './nothing-yet.tsx';
import { PayloadCard } from './payload-card.tsx';
import { ReadingCard } from './reading-card.tsx';
import { TokenEditor } from './token-editor.tsx';
import { type KnownReading, useReading } from './use-reading.ts';
import { VerifyCard } from './verify-card.tsx';

const tasks: readonly { value: InspectorTask; label: string }[] = [
  { value: 'read', label: 'Read' },
  { value: 'edit', label: 'Edit' },
  { value: 'compare', label: 'Compare' },
];

const HINT = 'Paste a token, or anything it is in: a header, a JSON answer, a URL, a cURL command';

/** Says of any token what it is, what it says, and whether it holds. Needs no server and no profile. */
export function InspectorScreen() {
  const { task, texts, loads } = inspectorState();
  const [choice, setChoice] = useState(0);
  const [payload, setPayload] = useState('');
  const first = useReading(texts.first, choice, payload);
  const second = useReading(task === 'compare' ? texts.second : '');
  return (
    <main className={classes.screen}>
      <section className={classes.input} aria-label="Input">
        <header className={classes.head}>
          <h1 className={classes.title}>Inspector</h1>
          <SegmentedControl
            aria-label="Task"
            value={task}
            data={tasks.map((each) => ({ ...each }))}
            onChange={(value) => chooseTask(tasks.find((each) => each.value === value)?.value ?? 'read')}
          />
          <TextAction className={classes.clear} disabled={texts.first === '' && texts.second === ''} onClick={clearInspector}>
            Clear
          </TextAction>
        </header>
        <div className={classes.editor}>
          <TokenEditor
            label={task === 'compare' ? 'First token' : 'Token'}
            hint={HINT}
            text={texts.first}
            loads={loads}
            read={first}
            autoFocus
            onType={(text) => textTyped('first', text)}
          />
        </div>
        {task === 'compare' && (
          <div className={classes.editor}>
            <TokenEditor
              label="Second token"
              hint="The token it is compared with"
              text={texts.second}
              loads={loads}
              read={second}
              onType={(text) => textTyped('second', text)}
            />
          </div>
        )}
      </section>
      <section className={classes.reading} aria-label="Reading">
        <VisuallyHidden component="h2">Reading</VisuallyHidden>
        <Result task={task} first={first} second={second} payload={payload} onPayload={setPayload} onChoose={setChoice} />
      </section>
    </main>
  );
}

interface ResultProps {
  readonly task: InspectorTask;
  readonly first: KnownReading | null;
  readonly second: KnownReading | null;
  /** Of a token that came without it. */
  readonly payload: string;
  readonly onPayload: (payload: string) => void;
  readonly onChoose: (choice: number) => void;
}

/** Drawn when a reading changes, and not with every keystroke. */
const Result = memo(function Result({ task, first, second, payload, onPayload, onChoose }: ResultProps) {
  if (task === 'edit') return <EditPanel token={first?.read.token ?? ''} />;
  if (first === null) return <NothingYet />;
  return (
    <>
      <FoundNotice read={first.read} onChoose={onChoose} />
      {task === 'read' ? <Read known={first} payload={payload} onPayload={onPayload} /> : <ComparePanel first={first} second={second} />}
    </>
  );
});

interface ReadProps extends Pick<ResultProps, 'payload' | 'onPayload'> {
  readonly known: KnownReading;
}

/** What has a signature of its own, and what has something to decrypt. */
const signedForms: readonly TokenForm[] = ['jws', 'jws_json', 'sd_jwt'];
const encryptedForms: readonly TokenForm[] = ['jwe', 'jwe_json'];

function Read({ known, payload, onPayload }: ReadProps) {
  const { token, reading } = known.read;
  const [verified, setVerified] = useState<{ token: string; payload: string; signature: SignatureReading | null } | null>(null);
  const detached = payload !== '' || reading.findings.some(({ id }) => id === 'payload_detached');
  // A result is of the token it was made for, and of no other that is typed over it.
  const signature = verified?.token === token && verified.payload === payload ? verified.signature : null;
  return (
    <>
      <ReadingCard reading={reading} signature={signature} />
      {reading.keyBinding !== undefined && <ReadingCard title="Proof of the holder" reading={reading.keyBinding} signature={null} />}
      {reading.nested !== undefined && <ReadingCard which="Inside: " reading={reading.nested} signature={null} />}
      {detached && <PayloadCard value={payload} onChange={onPayload} />}
      {encryptedForms.includes(reading.kind) && reading.header !== null && <DecryptCard token={token} reading={reading} />}
      {signedForms.includes(reading.kind) && (
        <VerifyCard
          token={token}
          reading={reading}
          payload={payload}
          signature={signature}
          onVerified={(token, signature) => setVerified({ token, payload, signature })}
        />
      )}
    </>
  );
}
