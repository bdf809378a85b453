import { create } from 'zustand';
import type { DiscoveryView } from '../../shared/contract/contract.ts';
import { asAppError } from '../../shared/errors.ts';
import type { AppErrorData } from '../../shared/model/app-error.ts';
import type { Profile } from '../../shared/model/profile.ts';
import { host } from '../host/host.ts';
import { flushEdits, workspaceState } from './workspace-state.ts';

export interface Discovery {
  /** What was asked: an answer to another question is no answer. */
  readonly question: string;
  readonly state: 'asking' | 'answered' | 'failed';
  readonly view: DiscoveryView | null;
  /** Why it could not even be asked, or why the answer cannot be used. */
  readonly error: AppErrorData | null;
}

interface DiscoveryState {
  readonly byProfile: Readonly<Record<string, Discovery>>;
}

/** What the servers of the profiles said about themselves, in this session. */
const discoveryState = create<DiscoveryState>(() => ({ byProfile: {} }));

/** All that decides what a server would answer. */
export function discoveryQuestion({ server, tls }: Profile, environmentId: string | null, playgroundIssuer: string | null): string {
  return JSON.stringify([server.kind, server.kind === 'playground' ? playgroundIssuer : server.issuer.trim(), tls, environmentId]);
}

/** What is known of a profile's server; undefined where it was not asked since the last change. */
export function useDiscovery(profileId: string, question: string): Discovery | undefined {
  return discoveryState(({ byProfile }) => {
    const known = byProfile[profileId];
    return known?.question === question ? known : undefined;
  });
}

/** Asks the server of a profile for its metadata. */
export async function askServer(profileId: string, question: string): Promise<void> {
  const put = (answer: Omit<Discovery, 'question'>) => {
    discoveryState.setState(({ byProfile }) => {
      // A newer question may have been asked meanwhile.
      if (answer.state !== 'asking' && byProfile[profileId]?.question !== question) return {};
      return { byProfile: { ...byProfile, [profileId]: { question, ...answer } } };
    });
  };
  put({ state: 'asking', view: null, error: null });
  try {
    // The host asks on behalf of the saved profile.
    await flushEdits();
    if (workspaceState.getState().unsaved[profileId] !== undefined) return put({ state: 'failed', view: null, error: null });
    const view = await host.invoke('server.discover', { profileId });
    put({ state: view.error === null ? 'answered' : 'failed', view, error: view.error });
  } catch (thrown) {
    put({ state: 'failed', view: null, error: asAppError(thrown).toData() });
  }
}
