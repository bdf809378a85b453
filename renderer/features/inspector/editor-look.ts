import { EditorView } from '@codemirror/view';

/** How an editor for tokens, keys and claims looks: the page's own colours, the three of a JWT, no ligatures. */
export const editorLook = EditorView.theme({
  '&': { height: '100%', color: 'var(--text)', backgroundColor: 'transparent', fontSize: '12px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--mono)',
    fontVariantLigatures: 'none',
    fontFeatureSettings: '"liga" 0, "calt" 0',
    lineHeight: '18px',
  },
  '.cm-content': { padding: '10px 0', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0 14px' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-placeholder': { color: 'var(--text-faint)', fontFamily: 'var(--mantine-font-family)', fontSize: '13px' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': { background: 'var(--accent-soft)' },
  '.cm-jwt-header': { color: 'var(--jwt-header)' },
  '.cm-jwt-payload': { color: 'var(--jwt-payload)' },
  '.cm-jwt-signature': { color: 'var(--jwt-signature)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--bad)',
    textDecorationSkipInk: 'none',
    textUnderlineOffset: '3px',
    backgroundColor: 'var(--bad-soft)',
  },
  '.cm-tooltip': {
    maxWidth: '360px',
    padding: '4px',
    border: '1px solid var(--line-strong)',
    borderRadius: '6px',
    backgroundColor: 'var(--panel)',
    color: 'var(--text)',
    fontFamily: 'var(--mantine-font-family)',
  },
  '.cm-diagnostic': { padding: '2px 6px', border: 'none' },
  '.cm-diagnostic-error': { borderLeft: 'none' },
  '.cm-panels': { backgroundColor: 'var(--panel)', color: 'var(--text)' },
});
