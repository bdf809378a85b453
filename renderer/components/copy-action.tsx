import { useEffect, useState } from 'react';
import { TextAction } from './text-action.tsx';

const SAID_FOR_MS = 1_600;

type Outcome = 'idle' | 'copied' | 'failed';

/** Puts a text on the clipboard, and says so. The text may have to be fetched first. */
async function copy(text: string | (() => Promise<string>)): Promise<Outcome> {
  try {
    await navigator.clipboard.writeText(typeof text === 'string' ? text : await text());
    return 'copied';
  } catch {
    return 'failed';
  }
}

const words: Record<Outcome, string> = { idle: 'Copy', copied: 'Copied', failed: 'Not copied' };

/** Copies on purpose: a value goes to the clipboard only when this is pressed. `of` names it for a screen reader. */
export function CopyAction({ text, of }: { readonly text: string | (() => Promise<string>); readonly of: string }) {
  const [outcome, setOutcome] = useState<Outcome>('idle');
  useEffect(() => {
    if (outcome === 'idle') return;
    const timer = setTimeout(() => setOutcome('idle'), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  return (
    <TextAction
      aria-label={outcome === 'idle' ? `Copy ${of}` : words[outcome]}
      aria-live="polite"
      onClick={() => void copy(text).then(setOutcome)}
    >
      {words[outcome]}
    </TextAction>
  );
}
