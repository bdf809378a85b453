import { Suspense } from 'react';
import { CodeView } from './code-view-lazily.ts';
import classes from './original-text.module.css';

/** Characters that need no editor to be shown well. */
const PLAIN = 4_000;

/** A part of a message with its hidden values put back. */
export function OriginalText({ text }: { readonly text: string }) {
  const plain = <pre className={classes.plain}>{text.slice(0, PLAIN)}</pre>;
  if (text.length <= PLAIN) return plain;
  return (
    <Suspense fallback={plain}>
      <CodeView text={[text]} language="text" label="Original" />
    </Suspense>
  );
}
