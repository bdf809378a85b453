import type { ButtonHTMLAttributes } from 'react';
import classes from './text-action.module.css';

/** A quiet action: words without a box, as at the head of a card. */
export function TextAction({ className, ...rest }: ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button type="button" className={className === undefined ? classes.action : `${classes.action} ${className}`} {...rest} />;
}
