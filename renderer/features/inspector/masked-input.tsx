import { Input } from '@mantine/core';
import { type RefObject, useEffect, useState } from 'react';
import type { FieldParts } from '../../components/field.tsx';
import { TextAction } from '../../components/text-action.tsx';
import classes from './panel.module.css';

interface MaskedInputProps {
  readonly parts: FieldParts;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly placeholder?: string;
  /** What it begins with; put there once, and in no attribute either. */
  readonly initial?: string | null;
}

/** A secret that is used once: masked, not controlled, so that no state and no attribute of the page holds it. */
export function MaskedInput({ parts, input, placeholder, initial = null }: MaskedInputProps) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (initial !== null && input.current?.value === '') input.current.value = initial;
  }, [initial, input]);
  return (
    <Input
      {...parts}
      ref={input}
      type={shown ? 'text' : 'password'}
      autoComplete="new-password"
      spellCheck={false}
      placeholder={placeholder}
      classNames={{ input: classes.code }}
      rightSectionWidth={52}
      rightSectionPointerEvents="all"
      rightSection={
        <TextAction className={classes.show} onClick={() => setShown(!shown)}>
          {shown ? 'hide' : 'show'}
        </TextAction>
      }
    />
  );
}
