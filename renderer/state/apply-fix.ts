import type { ProfileChange } from '../../shared/model/diagnosis.ts';
import { host } from '../host/host.ts';
import { flushSecrets } from './secret-state.ts';
import { flushEdits, take } from './workspace-state.ts';

/**
 * Changes a profile as a diagnosis proposes. What stands unsaved in the form is saved first.
 *
 * @throws AppError what saving or the host says
 */
export async function applyFix(profileId: string, changes: readonly ProfileChange[]): Promise<void> {
  await flushSecrets();
  await flushEdits();
  take(await host.invoke('profile.fix', { id: profileId, changes: [...changes] }));
}
