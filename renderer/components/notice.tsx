import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './notice.module.css';

interface NoticeProps {
  readonly tone: 'info' | 'warn' | 'bad';
  readonly title: string;
  readonly children?: ReactNode;
  /** What to do about it. */
  readonly actions?: ReactNode;
  /** Read out by a screen reader when it appears. */
  readonly live?: boolean;
}

/** Something the user should know, with its reason and what to do. */
export function Notice({ tone, title, children, actions, live = false }: NoticeProps) {
  const Icon = tone === 'info' ? IconInfoCircle : IconAlertTriangle;
  return (
    <div className={`${classes.notice} ${classes[tone]}`} role={live ? 'alert' : undefined}>
      <Icon className={classes.icon} size={16} aria-hidden />
      <div className={classes.words}>
        <strong className={classes.title}>{title}</strong>
        {children !== undefined && <div className={classes.text}>{children}</div>}
      </div>
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
