/** Where a refresh takes its token from: an earlier run, or the token the profile names, held or pasted. */
import { create } from 'zustand';
import type { Profile } from '../../shared/model/profile.ts';
import type { RunSummary } from '../../shared/model/run.ts';
import { host } from '../host/host.ts';
import { historySummaryState } from './history-summary-state.ts';
import { runState } from './run-state.ts';
import { workspaceState } from './workspace-state.ts';

/** How many runs back are looked through for a refresh token. */
const DEPTH = 12;

export type RefreshSource = 'latest' | 'held' | 'pasted';

interface RefreshState {
  /** What the user chose, by profile; unchosen, the latest run if it has a token. */
  readonly chosen: Readonly<Record<string, RefreshSource>>;
  /** Whether a run brought a refresh token, by run. */
  readonly hasToken: Readonly<Record<string, boolean>>;
}

export const refreshState = create<RefreshState>(() => ({ chosen: {}, hasToken: {} }));

export function chooseRefreshSource(profileId: string, source: RefreshSource): void {
  refreshState.setState(({ chosen }) => ({ chosen: { ...chosen, [profileId]: source } }));
}

/** The latest runs whose tokens this profile could refresh: of itself, or of another profile of the same client. */
function candidates(profile: Profile, recent: readonly RunSummary[], profiles: readonly Profile[]): RunSummary[] {
  const same = (other: Profile) =>
    other.client.clientId === profile.client.clientId &&
    other.server.kind === profile.server.kind &&
    other.server.issuer === profile.server.issuer &&
    other.server.endpoints.tokenEndpoint === profile.server.endpoints.tokenEndpoint;
  const ids = new Set(profiles.filter((other) => other.id === profile.id || same(other)).map(({ id }) => id));
  return recent
    .filter((run) => run.profileId !== null && ids.has(run.profileId) && (run.outcome === 'succeeded' || run.outcome === 'checks_failed'))
    .slice(0, DEPTH);
}

/** The latest run that brought a refresh token for this profile; null where none did, as far as is known. */
function latestRefreshable(profile: Profile): RunSummary | null {
  const { hasToken } = refreshState.getState();
  return latestIn(profile, historySummaryState.getState().recent, workspaceState.getState().workspace?.profiles ?? [], hasToken);
}

function latestIn(profile: Profile, recent: readonly RunSummary[], profiles: readonly Profile[], hasToken: RefreshState['hasToken']) {
  return candidates(profile, recent, profiles).find(({ id }) => hasToken[id] === true) ?? null;
}

/** The same, kept in step with what happens. */
export function useLatestRefreshable(profile: Profile): RunSummary | null {
  const recent = historySummaryState((state) => state.recent);
  const profiles = workspaceState((state) => state.workspace?.profiles);
  const hasToken = refreshState((state) => state.hasToken);
  return latestIn(profile, recent, profiles ?? [], hasToken);
}

/** Looks through the latest runs, newest first, until one with a refresh token is found. */
export async function lookForRefreshToken(profile: Profile): Promise<void> {
  const { recent } = historySummaryState.getState();
  for (const { id } of candidates(profile, recent, workspaceState.getState().workspace?.profiles ?? [])) {
    const known = refreshState.getState().hasToken[id] ?? (await readHasToken(id));
    if (known) return;
  }
}

async function readHasToken(id: string): Promise<boolean> {
  try {
    const view = runState.getState().runs[id]?.view ?? (await host.invoke('run.read', { runId: id }));
    const has = view.tokens.some(({ kind }) => kind === 'refresh_token');
    refreshState.setState(({ hasToken }) => ({ hasToken: { ...hasToken, [id]: has } }));
    return has;
  } catch {
    return false;
  }
}

/** What a refresh of this profile takes: as chosen; else what the profile says, or the latest run if that has a token. */
export function refreshSourceOf(
  { request: { refreshToken } }: Profile,
  chosen: RefreshSource | undefined,
  latest: RunSummary | null,
): RefreshSource {
  if (chosen !== undefined) return chosen;
  if (refreshToken !== null && 'held' in refreshToken) return 'held';
  return latest === null && refreshToken !== null ? 'pasted' : 'latest';
}

/** The run a refresh of this profile takes its token from; undefined for the token in the profile. */
export function refreshFrom(profile: Profile): string | undefined {
  if (profile.grant !== 'refresh_token') return undefined;
  const latest = latestRefreshable(profile);
  return refreshSourceOf(profile, refreshState.getState().chosen[profile.id], latest) === 'latest' ? latest?.id : undefined;
}
