import type { RunSummary, RunTask } from '../../../shared/model/run.ts';
import { grantWords } from '../form/grants.ts';

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

/** What a run does, in a word or two: which grant, where it is one. */
export function runWords({ task, grant }: Pick<RunSummary, 'task' | 'grant'>): string {
  return task === 'grant' ? grantWords[grant].short : taskLabels[task].toLowerCase();
}
