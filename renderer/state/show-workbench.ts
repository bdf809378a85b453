import { goTo } from './section-state.ts';
import { selectProfile } from './workspace-state.ts';

/** Goes to where a profile and its run can be watched. */
export function showWorkbench(profileId: string): void {
  selectProfile(profileId);
  goTo('workbench');
}
