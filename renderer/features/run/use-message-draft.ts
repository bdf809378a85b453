import { useState } from 'react';
import type { MessagePlace } from '../../../shared/contract/contract.ts';
import type { ChangedPair, MessageChanges, ShownMessage } from '../../../shared/model/stop.ts';

export type MessageList = MessagePlace['list'];

/** One line of a message as the user makes it. */
export interface DraftLine {
  readonly key: number;
  /** Its place in the message; null for one the user added. */
  readonly kept: number | null;
  readonly name: string;
  /** Whether another value was entered. */
  readonly changed: boolean;
  /** Struck out; it can be put back. */
  readonly removed: boolean;
}

/** What the user makes of a message that can be changed. */
export interface MessageDraft {
  readonly lines: Readonly<Record<MessageList, readonly DraftLine[]>>;
  /** Whether anything differs from the message. */
  readonly isChanged: boolean;
  add(list: MessageList): void;
  rename(list: MessageList, key: number, name: string): void;
  /** Takes an original line out or puts it back; an added one goes for good. */
  toggle(list: MessageList, key: number): void;
  enter(list: MessageList, key: number, value: string): void;
  /** What was typed in a line; undefined where nothing was. */
  typedIn(key: number): string | undefined;
  /** For the host. Lines that were not touched are named by their place: their values are not needed. */
  changes(): MessageChanges;
}

/** A draft outside of the screen. */
interface KeptDraft {
  readonly typed: Map<number, string>;
  nextKey: number;
  lines: Record<MessageList, DraftLine[]>;
}

/** As long as the message itself: its card goes while the user looks at another section, and comes back as it was. */
const keptDrafts = new WeakMap<ShownMessage, KeptDraft>();

function draftOf(message: ShownMessage): KeptDraft {
  const before = keptDrafts.get(message);
  if (before !== undefined) return before;
  let nextKey = 0;
  const linesOf = (list: MessageList) =>
    message[list].map(({ name }, kept): DraftLine => {
      nextKey += 1;
      return { key: nextKey, kept, name, changed: false, removed: false };
    });
  const lines = { parameters: linesOf('parameters'), headers: linesOf('headers') };
  const draft: KeptDraft = { typed: new Map(), nextKey, lines };
  keptDrafts.set(message, draft);
  return draft;
}

/**
 * Keeps what the user makes of a message. Values that were typed live beside the message and in the input alone: no
 * state and no attribute of the page holds what may be a secret.
 */
export function useMessageDraft(message: ShownMessage): MessageDraft {
  const [draft] = useState(() => draftOf(message));
  const [lines, setLines] = useState(draft.lines);
  const edit = (list: MessageList, change: (lines: DraftLine[]) => DraftLine[]) => {
    draft.lines = { ...draft.lines, [list]: change(draft.lines[list]) };
    setLines(draft.lines);
  };
  const isTouched = ({ kept, name, changed, removed }: DraftLine) => (kept === null ? name.trim() !== '' : changed || removed);
  const changesOf = (list: MessageList): ChangedPair[] | undefined => {
    if (!lines[list].some(isTouched)) return undefined;
    return lines[list]
      .filter(({ removed, kept, name }) => !removed && (kept !== null || name.trim() !== ''))
      .map(({ key, kept, name, changed }) =>
        kept !== null && !changed ? { kept } : { name: name.trim(), value: draft.typed.get(key) ?? '' },
      );
  };
  return {
    lines,
    isChanged: [...lines.parameters, ...lines.headers].some(isTouched),
    add(list) {
      draft.nextKey += 1;
      const key = draft.nextKey;
      edit(list, (now) => [...now, { key, kept: null, name: '', changed: true, removed: false }]);
    },
    rename: (list, key, name) => edit(list, (now) => now.map((line) => (line.key === key ? { ...line, name } : line))),
    toggle: (list, key) =>
      edit(list, (now) =>
        now
          .filter((line) => line.key !== key || line.kept !== null)
          .map((line) => (line.key === key ? { ...line, removed: !line.removed } : line)),
      ),
    enter(list, key, value) {
      draft.typed.set(key, value);
      edit(list, (now) =>
        now.some((line) => line.key === key && !line.changed)
          ? now.map((line) => (line.key === key ? { ...line, changed: true } : line))
          : now,
      );
    },
    typedIn: (key) => draft.typed.get(key),
    changes() {
      const parameters = changesOf('parameters');
      const headers = changesOf('headers');
      return { ...(parameters !== undefined && { parameters }), ...(headers !== undefined && { headers }) };
    },
  };
}
