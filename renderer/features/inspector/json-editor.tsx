import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { linter, lintKeymap } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, keymap } from '@codemirror/view';
import { useEffect, useEffectEvent, useRef } from 'react';
import { findJsonFault } from '../../../shared/inspector/json-fault.ts';
import { nonce } from '../../nonce.ts';
import { editorLook } from './editor-look.ts';
import classes from './token-editor.module.css';

interface JsonEditorProps {
  readonly label: string;
  readonly part: 'header' | 'payload';
  readonly text: string;
  readonly onType: (text: string) => void;
}

/** A JSON object to edit, in the colour of its part; what is wrong with it is underlined as one types. */
export function JsonEditor({ label, part, text, onType }: JsonEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const typed = useEffectEvent(onType);
  const initial = useEffectEvent(() => text);
  /** Texts told and not yet come back as `text`: an older one must not undo what was typed since. */
  const told = useRef(new Set<string>());
  useEffect(() => {
    if (host.current === null) return;
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: initial(),
        extensions: [
          EditorView.cspNonce.of(nonce),
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', class: `cm-jwt-${part}` }),
          EditorView.lineWrapping,
          history(),
          drawSelection(),
          keymap.of([...lintKeymap, ...defaultKeymap, ...historyKeymap]),
          json(),
          linter(({ state }) => faultIn(state.doc.toString())),
          editorLook,
          EditorView.updateListener.of(({ docChanged, state }) => {
            if (!docChanged) return;
            told.current.add(state.doc.toString());
            typed(state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, [label, part]);
  useEffect(() => {
    const editor = view.current;
    if (editor === null) return;
    const own = told.current.has(text);
    const current = editor.state.doc.toString() === text;
    if (!own && !current) editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
    if (!own || current) told.current.clear();
  }, [text]);
  return <div ref={host} className={classes.part} />;
}

function faultIn(text: string) {
  const fault = text.trim() === '' ? null : findJsonFault(text);
  if (fault === null) return [];
  const from = Math.min(fault.position, text.length - 1);
  return [{ from, to: from + 1, severity: 'error' as const, message: fault.reason }];
}
