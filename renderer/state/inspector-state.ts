import { create } from 'zustand';
import { goTo } from './section-state.ts';

/** Whose text it is: the one being read, or the one it is compared with. */
type InspectorSide = 'first' | 'second';
/** What is being done with the text. */
export type InspectorTask = 'read' | 'edit' | 'compare';

interface InspectorState {
  readonly task: InspectorTask;
  /** What stands in the editors. */
  readonly texts: Readonly<Record<InspectorSide, string>>;
  /** Counts the texts that came from elsewhere than the keyboard, so that the editors take them up. */
  readonly loads: number;
}

const empty: InspectorState = { task: 'read', texts: { first: '', second: '' }, loads: 0 };

/**
 * What is being inspected. It lives as long as this page and is written nowhere: leaving the section
 * loses nothing, and closing the page loses all.
 */
export const inspectorState = create<InspectorState>(() => empty);

/** Takes note of what was typed. */
export function textTyped(side: InspectorSide, text: string): void {
  inspectorState.setState(({ texts }) => ({ texts: { ...texts, [side]: text } }));
}

/** Puts a text into an editor. */
export function putText(side: InspectorSide, text: string): void {
  // As the editor has it, so that places in the one are places in the other.
  const lines = text.replaceAll(/\r\n?/g, '\n');
  inspectorState.setState(({ texts, loads }) => ({ texts: { ...texts, [side]: lines }, loads: loads + 1 }));
}

export function chooseTask(task: InspectorTask): void {
  inspectorState.setState({ task });
}

/** Opens a token in the inspector; the user asked to see it. */
export function inspectToken(text: string): void {
  putText('first', text);
  chooseTask('read');
  goTo('inspector');
}

export function clearInspector(): void {
  inspectorState.setState(({ task, loads }) => ({ ...empty, task, loads: loads + 1 }));
}
