import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { lintKeymap, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState, type Extension, StateEffect, StateField, Transaction } from '@codemirror/state';
import { Decoration, type DecorationSet, drawSelection, EditorView, keymap, placeholder } from '@codemirror/view';
import { useEffect, useEffectEvent, useRef } from 'react';
import { nonce } from '../../nonce.ts';
import { editorLook } from './editor-look.ts';
import type { PartSpan, TextReading } from './read-text.ts';
import { placesIn, softBreaks, textIn, textLength } from './soft-breaks.ts';
import { soonOnce } from './soon-once.ts';
import classes from './token-editor.module.css';

/** Characters from which what was typed is told a moment later. */
const LONG = 20_000;

const markParts = StateEffect.define<readonly PartSpan[]>();
const partMarks = {
  header: Decoration.mark({ class: 'cm-jwt-header' }),
  payload: Decoration.mark({ class: 'cm-jwt-payload' }),
  signature: Decoration.mark({ class: 'cm-jwt-signature' }),
} as const;

/** The parts in their colours. What is typed in between moves them along until the next reading. */
const parts = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, { changes, effects }) => {
    for (const effect of effects) {
      if (effect.is(markParts)) return Decoration.set(effect.value.map(({ from, to, part }) => partMarks[part].range(from, to)));
    }
    return marks.map(changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

interface TokenEditorProps {
  readonly label: string;
  readonly hint: string;
  /** What stands in it; taken up when `loads` changes, and not while somebody types. */
  readonly text: string;
  readonly loads: number;
  readonly read: { readonly text: string; readonly read: TextReading } | null;
  readonly autoFocus?: boolean;
  readonly onType: (text: string) => void;
}

/** A large field for anything that is or holds a token: parts in colours, the broken place underlined. */
export function TokenEditor({ label, hint, text, loads, read, autoFocus = false, onType }: TokenEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const typed = useEffectEvent(onType);
  const initial = useEffectEvent(() => ({ text, autoFocus, name: nameOf(label, hint) }));
  useEffect(() => {
    if (host.current === null) return;
    // To put a megabyte together takes milliseconds: not with the key itself, and not with every one.
    const telling = soonOnce(() => {
      if (view.current !== null) typed(textIn(view.current.state));
    });
    const { text: doc, autoFocus: focus, name } = initial();
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        extensions: [
          softBreaks,
          EditorView.cspNonce.of(nonce),
          naming.of(name),
          EditorView.lineWrapping,
          history(),
          drawSelection(),
          keymap.of([...lintKeymap, ...defaultKeymap, ...historyKeymap]),
          editorLook,
          parts,
          EditorView.updateListener.of(({ docChanged, state, transactions }) => {
            if (!docChanged) return;
            if (transactions.some((one) => one.effects.some((effect) => effect.is(loaded)))) telling.drop();
            else if (state.doc.length > LONG && transactions.some(isTyped)) telling.soon();
            else {
              telling.drop();
              typed(textIn(state));
            }
          }),
        ],
      }),
    });
    view.current = editor;
    // Put in, not begun with: what comes in by a change is what long lines are looked for in.
    if (doc !== '')
      editor.dispatch({ changes: { from: 0, insert: doc }, effects: loaded.of(null), annotations: Transaction.addToHistory.of(false) });
    if (focus) editor.focus();
    return () => {
      telling.now();
      view.current = null;
      editor.destroy();
    };
  }, []);

  // Another task calls it otherwise; what was typed, and can be undone, stays.
  useEffect(() => {
    view.current?.dispatch({ effects: naming.reconfigure(nameOf(label, hint)) });
  }, [label, hint]);

  const takeUp = useEffectEvent(() => {
    const editor = view.current;
    if (editor === null || textIn(editor.state) === text) return;
    editor.dispatch({
      changes: { from: 0, to: editor.state.doc.length, insert: text },
      effects: loaded.of(null),
      selection: { anchor: 0 },
    });
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a load is what asks for it.
  useEffect(() => takeUp(), [loads]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null) return;
    // A reading of an older text would mark the wrong places; the next one is on its way.
    if (read !== null && textLength(editor.state) !== read.text.length) return;
    const place = placesIn(editor.state);
    const fault = read?.read.fault ?? null;
    editor.dispatch({ effects: markParts.of(read?.read.spans.map(place) ?? []) });
    editor.dispatch(setDiagnostics(editor.state, fault === null ? [] : [{ ...place(fault), severity: 'error' }]));
  }, [read]);

  return <div ref={host} className={classes.editor} />;
}

/** What the editor is called, and what it says while it is empty. */
const naming = new Compartment();

function nameOf(label: string, hint: string): Extension {
  return [
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', autocorrect: 'off', autocapitalize: 'off' }),
    placeholder(hint),
  ];
}

/** Whether a change came key by key, with the next one to follow at once. */
function isTyped(transaction: Transaction): boolean {
  return transaction.isUserEvent('input.type') || transaction.isUserEvent('delete');
}

/** Marks a text that was put in from elsewhere. */
const loaded = StateEffect.define<null>();
