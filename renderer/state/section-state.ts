import { create } from 'zustand';

export type Section = 'workbench' | 'inspector' | 'capture' | 'tokens' | 'environments' | 'history' | 'settings';

interface SectionState {
  readonly section: Section;
  /** Whether the form is open as a drawer, where there is no room for it beside the result. */
  readonly formOpen: boolean;
  /** The run History opens with; null for none in particular. */
  readonly historyRunId: string | null;
}

/** Which screen is shown. */
export const sectionState = create<SectionState>(() => ({ section: 'workbench', formOpen: false, historyRunId: null }));

export function goTo(section: Section): void {
  sectionState.setState({ section, historyRunId: null });
}
