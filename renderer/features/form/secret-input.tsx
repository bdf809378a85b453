import { Input } from '@mantine/core';
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
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
  /** Whether its line breaks belong to it, as those of a signed XML do; a one-line field would drop them. */
  readonly lines?: boolean;
}

/**
 * A secret as a field. What is typed goes to the keychain when the field is left, and is nowhere else:
 * the input is not controlled, so that no state and no attribute of the page ever holds it.
 */
export function SecretInput({ parts, owner, field: name, referred, onPresence, onError, lines = false }: SecretInputProps) {
  const known = useHasSecret(owner, name);
  // A keychain that cannot be listed leaves the reference to say so.
  const present = referred && known !== false;
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const [shown, setShown] = useState(false);
  const draft = useSecretDraft({ input, owner, field: name, shown, onPresence, onError });
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

  const field = {
    ...parts,
    ref: input,
    spellCheck: false,
    placeholder: present ? '••••••••••' : 'not set',
    rightSectionWidth: present || shown ? 52 : undefined,
    rightSectionPointerEvents: 'all',
    rightSection: (present || shown) && (
      <TextAction className={classes.action} onClick={() => (shown ? hide() : void show())}>
        {shown ? 'hide' : 'show'}
      </TextAction>
    ),
    onInput: draft.typed,
    onKeyDown: ({ key }: KeyboardEvent) => {
      if (key === 'Enter' && !lines) void draft.save();
      if (key === 'Escape' && !shown) hide();
    },
    onBlur: () => void draft.save(),
  } as const;
  const look = present ? classes.present : classes.absent;
  return lines ? (
    <Input
      {...field}
      component="textarea"
      multiline
      rows={3}
      autoComplete="off"
      classNames={{ input: `${look} ${shown ? '' : classes.dots}` }}
    />
  ) : (
    <Input {...field} type={shown ? 'text' : 'password'} autoComplete="new-password" classNames={{ input: look }} />
  );
}
