import type { ReactNode } from 'react';
import type { HeldToken } from '../../../shared/model/held-token.ts';
import type { HeldRef } from '../../../shared/model/value.ts';
import { Choice, type ChoiceOption } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { useNow } from '../../components/use-now.ts';
import { expiryWords, isExpired, kindWords, subjectWords } from '../tokens/held-token-words.ts';
import { useHeldToken, useHeldTokens } from './use-held-tokens.ts';

/** For a field whose profile has a pasted token, as long as no other is chosen. */
export const pastedIsUsed = 'Until one is chosen, the pasted token is used.';

interface HeldTokenFieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** Only tokens of this kind are offered; undefined: all. */
  readonly kind: HeldToken['kind'] | undefined;
  /** Id of the token that is chosen; null for none. */
  readonly chosen: string | null;
  readonly note?: string;
  readonly onReference: (reference: HeldRef | null, token?: HeldToken) => void;
}

/** Chooses a token among those that are held. Says so where the chosen one has expired, or is gone. */

export function HeldTokenField({ label, hint, kind, chosen, note, onReference }: HeldTokenFieldProps) {
  const now = useNow();
  const tokens = useHeldTokens(kind);
  const token = useHeldToken(chosen);
  const known = token !== null && token !== 'gone' && !(tokens ?? []).some(({ id }) => id === token.id) ? [token] : [];
  const offered = [...known, ...(tokens ?? [])];
  const options: ChoiceOption<string>[] = [
    { value: '', label: tokens === null ? 'history is closed' : offered.length === 0 ? 'no token is held yet' : 'none' },
    ...(token === 'gone' && chosen !== null ? [{ value: chosen, label: 'not held any more' }] : []),
    ...offered.map((each) => ({
      value: each.id,
      label: `${kindWords(each)} · ${subjectWords(each)}`,
      meaning: [each.profileName, each.scope, expiryWords(each, now)].filter((part) => part !== '').join(' · '),
    })),
  ];
  return (
    <Field
      label={label}
      hint={hint}
      aside={token !== null && token !== 'gone' ? expiryWords(token, now) : undefined}
      error={problemOf(token, now)}
      {...(note !== undefined && { note })}
    >
      {(parts) => (
        <Choice
          {...parts}
          value={chosen ?? ''}
          options={options}
          onChange={(id) => {
            const found = offered.find((each) => each.id === id);
            if (found === undefined) onReference(null);
            else onReference({ held: id }, found);
          }}
        />
      )}
    </Field>
  );
}

function problemOf(token: HeldToken | 'gone' | null, now: number): string | null {
  if (token === 'gone') return 'This token is not held any more. Choose another one.';
  if (token === null) return null;
  if (token.end !== null) return token.end.how === 'revoked' ? 'This token was revoked.' : 'The server says that this token is not active.';
  return isExpired(token, now) ? 'This token has expired.' : null;
}
