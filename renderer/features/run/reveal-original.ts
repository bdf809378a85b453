import { useState } from 'react';
import type { RevealPart } from '../../../shared/contract/contract.ts';
import { asAppError } from '../../../shared/errors.ts';
import { host } from '../../host/host.ts';

/** Fetches an original with its hidden values. @throws AppError */
export async function revealOriginal(runId: string, part: RevealPart): Promise<string> {
  return (await host.invoke('exchange.reveal', { runId, part })).text;
}

/** An original on the screen, or not. */
interface Revealed {
  /** Null while hidden. */
  readonly text: string | null;
  /** Why it could not be shown. */
  readonly problem: string | null;
  readonly busy: boolean;
  toggle(): void;
  /** Fetches it for something else than this place, which stays as it is. */
  use(take: (text: string) => void): Promise<void>;
}

/**
 * Shows and hides one original. The value lives in the component that shows it and in no store, so
 * it is gone when that leaves the screen.
 *
 * @param fetchOriginal asks the host for it; called when the user asks
 */
export function useRevealed(fetchOriginal: () => Promise<string>): Revealed {
  const [shown, setShown] = useState<Pick<Revealed, 'text' | 'problem' | 'busy'>>({ text: null, problem: null, busy: false });
  const toggle = () => {
    if (shown.text !== null) return setShown({ text: null, problem: null, busy: false });
    setShown({ text: null, problem: null, busy: true });
    fetchOriginal().then(
      (text) => setShown({ text, problem: null, busy: false }),
      (thrown: unknown) => setShown({ text: null, problem: asAppError(thrown).message, busy: false }),
    );
  };
  const use = async (take: (text: string) => void) => {
    try {
      take(shown.text ?? (await fetchOriginal()));
    } catch (thrown) {
      setShown({ ...shown, problem: asAppError(thrown).message });
    }
  };
  return { ...shown, toggle, use };
}
