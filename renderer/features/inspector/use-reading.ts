import { startTransition, useEffect, useRef, useState } from 'react';
import { useSettings } from '../../state/workspace-state.ts';
import { askInspector } from './ask-inspector.ts';
import type { JobInput } from './jobs.ts';
import { newestOnly } from './newest-only.ts';
import type { TextReading } from './read-text.ts';

/** Characters up to which every keystroke is read as soon as the one before has been. */
const SHORT = 20_000;
/** How long reading a longer text rests for typing to go on, in milliseconds. */
const REST_MS = 120;

/** A text and what was read in it; while a newer one is being read, the one before. */
export interface KnownReading {
  readonly text: string;
  readonly read: TextReading;
}

/**
 * Reads a text in the inspector's thread. Null where there is none, or none was read yet.
 *
 * @param choice which of several tokens in the text is meant
 * @param payload of a token that came without it; empty where there is none
 */
export function useReading(text: string, choice = 0, payload = ''): KnownReading | null {
  const clockSkewSeconds = useSettings()?.clockSkewSeconds ?? 0;
  const [known, setKnown] = useState<KnownReading | null>(null);
  const reader = useRef<ReturnType<typeof newestOnly<JobInput<'read'>>> | null>(null);
  useEffect(() => {
    const reading = newestOnly<JobInput<'read'>>(
      async (input) => {
        try {
          const answer = await askInspector('read', input);
          const read = { ...answer, token: answer.token ?? input.text };
          // Drawing it may be interrupted by the next keystroke, which is not to wait for it.
          startTransition(() => setKnown({ text: input.text, read }));
        } catch {
          // Reading itself never fails; a thread that broke is started again by the next keystroke.
          setKnown(null);
        }
      },
      ({ text }) => (text.length <= SHORT ? 0 : REST_MS),
    );
    reader.current = reading;
    return () => reading.stop();
  }, []);
  const blank = text.trim() === '';
  useEffect(() => {
    if (!blank) reader.current?.want({ text, clockSkewSeconds, choice, ...(payload !== '' && { payload }) });
  }, [text, blank, clockSkewSeconds, choice, payload]);
  return blank ? null : known;
}
