import { flushSecrets } from './secret-state.ts';
import { flushEdits } from './workspace-state.ts';

/**
 * Saves what stands in the form and was typed a moment ago. @returns false where something could not be
 * saved; the field that failed says why.
 */
export async function saveForm(): Promise<boolean> {
  // A secret that is new changes the profile too, so it goes first.
  return (await flushSecrets()) && (await flushEdits());
}
