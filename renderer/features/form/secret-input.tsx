import { Input } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { FieldParts } from '../../components/field.tsx';
import { TextAction } from '../../components/text-action.tsx';
import { registerSecretField, useHasSecret } from '../../state/secret-state.ts';
import classes from './secret-input.module.css';
import { useSecretDraft } from './use-secret-draft.ts';

interface SecretInputProps {
  readonly parts: Partial<FieldParts> & { readonly 'aria-label'?: string };
  readonly owner: string;
  /** Name of the keychain item's field. */
  readonly field: string;
  /** Whether anything refers to it: a value nobody refers to is not there. */
  readonly referred: boolean;
  /** Told when a value is put where none was, or taken away. */
  readonly onPresence: (present: boolean) => void;
  readonly onError: (message: string | null) => void;
}

/**
 * A secret as a field. What is typed goes to the keychain when the field is left, and is nowhere else:
 * the input is not controlled, so that no state and no attribute of the page ever holds it.
 */
export function SecretInput({ parts, owner, field, referred, onPresence, onError }: SecretInputProps) {
  const known = useHasSecret(owner, field);
  // A keychain that cannot be listed leaves the reference to say so.
  const present = referred && known !== false;
  const input = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState(false);
  const draft = useSecretDraft({ input, owner, field, shown, onPresence, onError });
  const saveNow = useEffectEvent(() => draft.save());
  useEffect(() => registerSecretField(() => saveNow()), []);

  const hide = () => {
    if (input.current !== null) input.current.value = '';
    setShown(false);
  };
  const show = async () => {
    const value = await draft.reveal();
    if (value === null || input.current === null) return;
    input.current.value = value;
    setShown(true);
  };

  return (
    <Input
      {...parts}
      ref={input}
      type={shown ? 'text' : 'password'}
      autoComplete="new-password"
      spellCheck={false}
      placeholder={present ? '••••••••••' : 'not set'}
      classNames={{ input: present ? classes.present : classes.absent }}
      rightSectionWidth={present || shown ? 52 : undefined}
      rightSectionPointerEvents="all"
      rightSection={
        (present || shown) && (
          <TextAction className={classes.action} onClick={() => (shown ? hide() : void show())}>
            {shown ? 'hide' : 'show'}
          </TextAction>
        )
      }
      onInput={draft.typed}
      onKeyDown={(event) => {
        if (event.key === 'Enter') void draft.save();
        if (event.key === 'Escape' && !shown) hide();
      }}
      onBlur={() => void draft.save()}
    />
  );
}
