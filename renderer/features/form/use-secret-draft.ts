import { type RefObject, useRef } from 'react';
import { asAppError } from '../../../shared/errors.ts';
import { clearSecret, revealSecret, setSecret } from '../../state/secret-state.ts';

interface SecretDraftOptions {
  readonly input: RefObject<HTMLInputElement | HTMLTextAreaElement | null>;
  readonly owner: string;
  readonly field: string;
  /** Whether the input shows the stored value: only then does emptying it mean deleting it. */
  readonly shown: boolean;
  readonly onPresence: (present: boolean) => void;
  readonly onError: (message: string | null) => void;
}

/** What was typed into a secret field, on its way to the keychain. */
export function useSecretDraft({ input, owner, field, shown, onPresence, onError }: SecretDraftOptions) {
  const dirty = useRef(false);
  const underWay = useRef<Promise<boolean>>(Promise.resolve(true));

  async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      const result = await work();
      onError(null);
      return result;
    } catch (thrown) {
      const error = asAppError(thrown);
      onError(`${error.message} ${error.hint}`);
      return undefined;
    }
  }

  async function store(value: string): Promise<boolean> {
    const stored = await attempt(async () => {
      if (value === '') await clearSecret(owner, field);
      else await setSecret(owner, field, value);
      return true;
    });
    if (stored !== true) {
      dirty.current = true;
      return false;
    }
    onPresence(value !== '');
    // Typed on while it was being stored: that is the next draft.
    if (!shown && input.current !== null && input.current.value === value) input.current.value = '';
    return true;
  }

  return {
    typed: () => {
      dirty.current = true;
      onError(null);
    },
    /** Saves what was typed. @returns false when the keychain did not take it; it stays in the field then. */
    save(): Promise<boolean> {
      const value = input.current?.value ?? '';
      const nothingTyped = value === '' && !shown;
      if (dirty.current && !nothingTyped) {
        dirty.current = false;
        underWay.current = underWay.current.then(() => store(value));
      }
      // Whoever asks waits for the one under way too: a run must not overtake its secret.
      return nothingTyped ? underWay.current.then(() => true) : underWay.current;
    },
    /** The stored value, because the user asked to see it. */
    async reveal(): Promise<string | null> {
      return (await attempt(() => revealSecret(owner, field))) ?? null;
    },
  };
}
