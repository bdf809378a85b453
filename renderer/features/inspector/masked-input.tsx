import { Input } from '@mantine/core';
import { type RefObject, useState } from 'react';
import type { FieldParts } from '../../components/field.tsx';
import { TextAction } from '../../components/text-action.tsx';
import classes from './panel.module.css';

interface MaskedInputProps {
  readonly parts: FieldParts;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly placeholder?: string;
}

/** A secret that is used once: masked, not controlled, so that no state and no attribute of the page holds it. */
export function MaskedInput({ parts, input, placeholder }: MaskedInputProps) {
  const [shown, setShown] = useState(false);
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
