import { Textarea, type TextareaProps } from '@mantine/core';
import classes from './growing-textarea.module.css';

interface GrowingTextareaProps extends Omit<TextareaProps, 'autosize' | 'rows' | 'style' | 'classNames'> {
  /** Class of the text itself: its type. */
  readonly type: string | undefined;
  readonly minRows: number;
  /** Up to how many lines it grows with its text. */
  readonly maxRows: number;
}

/**
 * A text of several lines as high as what is in it. The browser sizes it: Mantine's own way lays the
 * page out anew for every field and every letter.
 */
export function GrowingTextarea({ type, minRows, maxRows, ...rest }: GrowingTextareaProps) {
  return (
    <Textarea
      {...rest}
      rows={minRows}
      style={{ '--least-rows': minRows, '--most-rows': maxRows }}
      classNames={{ input: `${classes.input} ${type}` }}
    />
  );
}
