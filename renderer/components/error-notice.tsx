import type { ReactNode } from 'react';
import type { AppErrorData } from '../../shared/model/app-error.ts';
import { Notice } from './notice.tsx';

interface ErrorNoticeProps {
  /** Nothing is shown where nothing went wrong. */
  readonly error: AppErrorData | null | undefined;
  readonly tone?: 'warn' | 'bad';
  /** What to do about it. */
  readonly actions?: ReactNode;
  /** Read out by a screen reader when it appears. */
  readonly live?: boolean;
}

/** What went wrong, and what to try. */
export function ErrorNotice({ error, tone = 'bad', actions, live = tone === 'bad' }: ErrorNoticeProps) {
  if (error === null || error === undefined) return null;
  return (
    <Notice tone={tone} live={live} title={error.message} actions={actions}>
      {error.hint}
    </Notice>
  );
}
