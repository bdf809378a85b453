/** What the Capture screen shows: the ports that are listened on, and what arrived. */
import { create } from 'zustand';
import type { MethodInput } from '../../../shared/contract/contract.ts';
import { asAppError } from '../../../shared/errors.ts';
import type { AppErrorData } from '../../../shared/model/app-error.ts';
import type { CaptureListenerView, CaptureSummary } from '../../../shared/model/capture.ts';
import { host } from '../../host/host.ts';

interface CaptureState {
  readonly listeners: readonly CaptureListenerView[];
  /** Newest first; null until they were read. */
  readonly hits: readonly CaptureSummary[] | null;
  readonly selectedId: string | null;
  /** Why the newest could not be stored, so that they are there for this session only. */
  readonly unstored: AppErrorData | null;
  /** What went wrong last. */
  readonly problem: AppErrorData | null;
}

export const captureState = create<CaptureState>(() => ({ listeners: [], hits: null, selectedId: null, unstored: null, problem: null }));

export function selectHit(selectedId: string | null): void {
  captureState.setState({ selectedId });
}

/** Does something, and says why where it fails. @returns whether it was done */
async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    captureState.setState({ problem: null });
    return true;
  } catch (thrown) {
    captureState.setState({ problem: asAppError(thrown).toData() });
    return false;
  }
}

/** Reads everything anew. */
export function refreshCaptures(): Promise<boolean> {
  return attempt(async () => {
    const { listeners, hits, problem } = await host.invoke('capture.list', {});
    captureState.setState(({ selectedId }) => ({
      listeners,
      hits,
      unstored: problem,
      selectedId: hits.some(({ id }) => id === selectedId) ? selectedId : (hits[0]?.id ?? null),
    }));
  });
}

export function startCapture(wish: MethodInput<'capture.start'>): Promise<boolean> {
  return attempt(() => host.invoke('capture.start', wish));
}

export function stopCapture(listenerId: string): Promise<boolean> {
  return attempt(() => host.invoke('capture.stop', { listenerId }));
}

/** Keeps a request from being let go for newer ones, or not any more. */
export function pinHit(id: string, pinned: boolean): Promise<boolean> {
  return attempt(async () => {
    await host.invoke('capture.pin', { ids: [id], pinned });
    captureState.setState(({ hits }) => ({ hits: hits?.map((hit) => (hit.id === id ? { ...hit, pinned } : hit)) ?? null }));
  });
}

/** Deletes requests for good. */
export function deleteHits(ids: readonly string[]): Promise<boolean> {
  return attempt(async () => {
    for (let from = 0; from < ids.length; from += 5_000) await host.invoke('capture.delete', { ids: ids.slice(from, from + 5_000) });
    const gone = new Set(ids);
    captureState.setState(({ hits, selectedId }) => {
      const left = (hits ?? []).filter(({ id }) => !gone.has(id));
      const at = (hits ?? []).findIndex(({ id }) => id === selectedId);
      const next = selectedId !== null && gone.has(selectedId) ? (left[Math.min(at, left.length - 1)]?.id ?? null) : selectedId;
      return { hits: left, selectedId: next };
    });
  });
}

/** Keeps the screen in step with the host. @returns a function that stops. */
export function followCaptures(): () => void {
  const stops = [
    host.on('capture.changed', ({ listeners }) => captureState.setState({ listeners })),
    host.on('capture.hit', ({ hit, listener }) =>
      captureState.setState(({ hits, listeners, selectedId }) => ({
        hits: [hit, ...(hits ?? []).filter(({ id }) => id !== hit.id)],
        listeners: listeners.map((each) => (each.id === listener.id ? listener : each)),
        selectedId: selectedId ?? hit.id,
      })),
    ),
    // A keychain that was unlocked shows what was captured before; a wipe of history took it along.
    host.on('keychain.changed', () => void refreshCaptures()),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
