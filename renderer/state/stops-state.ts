import { create } from 'zustand';
import { type StopPoint, stopPoint } from '../../shared/model/stop.ts';

interface StopsState {
  /** Whether the next run stops at all. */
  readonly stepThrough: boolean;
  /** Where, when it does. */
  readonly points: readonly StopPoint[];
}

/** Where runs of this session stand still. It belongs to what one is doing and to no profile, so it is not saved. */
export const stopsState = create<StopsState>(() => ({ stepThrough: false, points: stopPoint.options }));

/** For the next run. */
export function chosenStops(): readonly StopPoint[] {
  const { stepThrough, points } = stopsState.getState();
  return stepThrough ? points : [];
}

/** Chooses break points; choosing one means to stop there. */
export function toggleStop(point: StopPoint): void {
  stopsState.setState(({ points, stepThrough }) => {
    const next = stopPoint.options.filter((each) => (each === point) !== (stepThrough && points.includes(each)));
    return { stepThrough: next.length > 0, points: next.length > 0 ? next : stopPoint.options };
  });
}

/** Stops everywhere, or nowhere. */
export function stopEverywhere(stepThrough: boolean): void {
  stopsState.setState({ stepThrough, points: stopPoint.options });
}
