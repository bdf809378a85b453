import { json } from '@codemirror/lang-json';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState, type Extension, type Range } from '@codemirror/state';
import { Decoration, drawSelection, EditorView, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useMemo, useRef } from 'react';
import type { SealedText } from '../../../shared/model/exchange.ts';
import { nonce } from '../../nonce.ts';
import classes from './code-view.module.css';
import { DOTS, sealWords } from './seal-words.ts';

interface CodeViewProps {
  readonly text: SealedText;
  readonly language: 'json' | 'text';
  /** Names it for a screen reader. */
  readonly label: string;
}

/** Longer texts are shown without colours: parsing them would take longer than reading them. */
const COLOURED = 400_000;

const look = EditorView.theme({
  '&': { color: 'var(--text)', backgroundColor: 'transparent', fontSize: '12px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', fontVariantLigatures: 'none', lineHeight: '18px', maxHeight: '360px', overflow: 'auto' },
  '.cm-content': { padding: '0', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0 0 0 10px' },
  '.cm-gutters': { backgroundColor: 'transparent', border: 'none', color: 'var(--text-faint)' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0', minWidth: '20px' },
  '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': { background: 'var(--accent-soft)' },
  '.cm-seal': { color: 'var(--text-faint)', whiteSpace: 'nowrap', display: 'inline-block', marginRight: '2px' },
  '.cm-seal::after': { content: '" " attr(data-kind)', fontFamily: 'var(--mantine-font-family)', fontSize: '11px' },
});

const colours = syntaxHighlighting(
  HighlightStyle.define([
    { tag: tags.propertyName, color: 'var(--text)', fontWeight: '500' },
    { tag: tags.string, color: 'var(--text-dim)' },
    { tag: [tags.number, tags.bool, tags.null], color: 'var(--text)' },
    { tag: tags.punctuation, color: 'var(--text-faint)' },
  ]),
);

/** Characters after which a line is broken for the eye. The editor lays out whole lines, and a line of megabytes takes seconds. */
const LINE = 4_000;
const tooLong = new RegExp(`[^\\n]{${LINE}}`, 'g');

/** Joins the parts, with dots for what is hidden, and marks those dots. */
function documentOf(text: SealedText): { doc: string; marks: Extension; isBroken: boolean } {
  const pieces: string[] = [];
  const marks: Range<Decoration>[] = [];
  let at = 0;
  let isBroken = false;
  for (const part of text) {
    const piece = typeof part === 'string' ? part.replaceAll(/\r\n?/g, '\n').replaceAll(tooLong, '$&\n') : DOTS;
    if (typeof part !== 'string') {
      const kind = sealWords[part.kind];
      marks.push(
        Decoration.mark({ class: 'cm-seal', attributes: { title: `${kind}, hidden`, 'data-kind': kind } }).range(at, at + piece.length),
      );
    }
    isBroken ||= typeof part === 'string' && part.length > LINE && piece.length > part.length;
    pieces.push(piece);
    at += piece.length;
  }
  return { doc: pieces.join(''), marks: EditorView.decorations.of(Decoration.set(marks)), isBroken };
}

/** A text to read: lines are drawn as they come into view, so that megabytes scroll as well as a line. */
export function CodeView({ text, language, label }: CodeViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const { doc, marks, isBroken } = useMemo(() => documentOf(text), [text]);
  useEffect(() => {
    if (host.current === null) return;
    const view = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc,
        extensions: [
          EditorState.readOnly.of(true),
          EditorView.editable.of(false),
          EditorView.cspNonce.of(nonce),
          EditorView.contentAttributes.of({
            'aria-label': label,
            tabindex: '0',
            role: 'textbox',
            'aria-readonly': 'true',
            'aria-multiline': 'true',
          }),
          EditorView.lineWrapping,
          // Numbers of broken lines would be wrong ones.
          isBroken ? [] : lineNumbers(),
          drawSelection(),
          look,
          colours,
          language === 'json' && doc.length <= COLOURED ? json() : [],
          marks,
        ],
      }),
    });
    return () => view.destroy();
  }, [doc, marks, isBroken, language, label]);
  return (
    <>
      <div ref={host} />
      {isBroken && <p className={classes.note}>Long lines are broken to be shown. Copy gives the text as it was.</p>}
    </>
  );
}
