/** Clients that register themselves: what is asked of the server, and where they are afterwards. */
import { create } from 'zustand';
import type { AppErrorData } from '../../shared/model/app-error.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { RegistrationWishInput } from '../../shared/model/registration-wish.ts';
import type { RunView } from '../../shared/model/run.ts';
import { host } from '../host/host.ts';
import { follow } from './run-state.ts';
import { saveForm } from './save-form.ts';
import { listSecrets } from './secret-state.ts';
import { sectionState } from './section-state.ts';
import { showWorkbench } from './show-workbench.ts';
import { editProfile, take, workspaceState } from './workspace-state.ts';

/** Where the client of a run is now. */
interface RegistrationEnd {
  readonly action: RegistrationWishInput['action'];
  /** The profile that has the client, or had it; null where nothing changed. */
  readonly profileId: string | null;
  readonly isNew: boolean;
  /** Why no profile has it. */
  readonly problem: AppErrorData | null;
}

interface RegistrationState {
  /** By run, of this session. */
  readonly ends: Readonly<Record<string, RegistrationEnd>>;
  /** What a refused registration asked for, by profile: so that it need not be written again. */
  readonly refused: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export const registrationState = create<RegistrationState>(() => ({ ends: {}, refused: {} }));

/**
 * Registers a client at a profile's server, or asks about the one it has, as a run that is shown like any other.
 *
 * @returns how it ended; null where it could not begin, or what was typed could not be saved
 */
export async function startRegistration(profileId: string, wish: RegistrationWishInput): Promise<RunView | null> {
  // The host works with what is saved.
  if (!(await saveForm(profileId))) return null;
  const profile = profileOf(profileId);
  if (profile === undefined) return null;
  showWorkbench(profileId);
  sectionState.setState({ formOpen: false });
  let view: RunView | null = null;
  await follow({ profileId, task: 'registration', grant: profile.grant }, async (runId) => {
    const { run, kept, problem } = await host.invoke('registration.start', { runId, profileId, wish });
    view = run;
    if (kept !== null) {
      take(kept.workspace);
      keepClient(kept.workspace.profiles.find(({ id }) => id === kept.profileId));
      void listSecrets();
    }
    const end = { action: wish.action, profileId: kept?.profileId ?? null, isNew: kept !== null && kept.profileId !== profileId, problem };
    registrationState.setState(({ ends }) => ({ ends: { ...ends, [runId]: end } }));
    return run;
  });
  return view;
}

/** Keeps, or with null forgets, what a registration of this profile asked for. */
export function rememberRefused(profileId: string, metadata: Readonly<Record<string, unknown>> | null): void {
  registrationState.setState(({ refused }) => {
    const { [profileId]: _before, ...others } = refused;
    return { refused: metadata === null ? others : { ...others, [profileId]: metadata } };
  });
}

/** An edit that is still on its way was made to the profile with its old client. */
function keepClient(kept: Profile | undefined): void {
  const shown = kept && profileOf(kept.id);
  if (kept === undefined || shown === undefined || JSON.stringify(shown.client) === JSON.stringify(kept.client)) return;
  editProfile({ ...shown, client: kept.client });
}

function profileOf(profileId: string): Profile | undefined {
  return workspaceState.getState().workspace?.profiles.find(({ id }) => id === profileId);
}
