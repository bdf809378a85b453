import type { RunSummary, RunTask } from '../../../shared/model/run.ts';
import { grantWords } from '../form/grants.ts';

/** What a run that is no grant does, in a word. */
export const taskWords: Record<Exclude<RunTask, 'grant'>, string> = {
  introspection: 'introspection',
  revocation: 'revocation',
  userinfo: 'userinfo',
  logout: 'logout',
  registration: 'registration',
  resource: 'use of a token',
  replay: 'replay',
};

/** What a run does, in a word or two. */
export function runWords({ task, grant }: Pick<RunSummary, 'task' | 'grant'>): string {
  return task === 'grant' ? grantWords[grant].short : taskWords[task];
}

/** What a run does, as a choice. */
export const taskLabels: Record<RunTask, string> = {
  grant: 'Grant',
  introspection: 'Introspection',
  revocation: 'Revocation',
  userinfo: 'Userinfo',
  logout: 'Logout',
  registration: 'Registration',
  resource: 'Use of a token',
  replay: 'Replay',
};
