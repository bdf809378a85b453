import { ActionIcon, Input, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconPlus, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { MessagePlace } from '../../../shared/contract/contract.ts';
import { asAppError } from '../../../shared/errors.ts';
import type { SealedText } from '../../../shared/model/exchange.ts';
import { isSecretName } from '../../../shared/model/secret-value.ts';
import type { ShownMessage } from '../../../shared/model/stop.ts';
import { TextAction } from '../../components/text-action.tsx';
import classes from './message-editor.module.css';
import { DOTS, dottedText, hasSeals, sealWords } from './seal-words.ts';
import { Sealed } from './sealed.tsx';
import type { DraftLine, MessageDraft, MessageList } from './use-message-draft.ts';

interface MessageEditorProps {
  readonly message: ShownMessage;
  readonly draft: MessageDraft;
  /** Fetches a hidden value. @throws AppError */
  readonly reveal: (place: MessagePlace) => Promise<string>;
}

/** A message that can still be changed: where it goes, its parameters and headers as a table to edit. */
export function MessageEditor({ message, draft, reveal }: MessageEditorProps) {
  const list = (name: MessageList, what: string) => (
    <Lines list={name} what={what} shown={message[name].map(({ value }) => value)} draft={draft} reveal={reveal} />
  );
  return (
    <div className={classes.editor}>
      {message.target.length > 0 && (
        <p className={classes.target}>
          {message.method === '' ? 'arrived at' : message.method} <Sealed text={message.target} />
        </p>
      )}
      {list('parameters', 'parameter')}
      {message.headers.length > 0 && list('headers', 'header')}
    </div>
  );
}

interface LinesProps extends Omit<MessageEditorProps, 'message'> {
  readonly list: MessageList;
  readonly what: string;
  /** By the place in the message. */
  readonly shown: readonly SealedText[];
}

function Lines({ list, what, shown, draft, reveal }: LinesProps) {
  return (
    <fieldset className={classes.lines}>
      <legend className={classes.legend}>{what === 'header' ? 'Headers' : 'Parameters'}</legend>
      {draft.lines[list].map((line, index) => (
        <Line
          key={line.key}
          list={list}
          line={line}
          label={line.name === '' ? `${what} ${index + 1}` : line.name}
          shown={line.kept === null ? [] : (shown[line.kept] ?? [])}
          draft={draft}
          reveal={reveal}
        />
      ))}
      <TextAction className={classes.add} onClick={() => draft.add(list)}>
        <IconPlus size={14} aria-hidden /> Add {what}
      </TextAction>
    </fieldset>
  );
}

interface LineProps extends Omit<MessageEditorProps, 'message'> {
  readonly list: MessageList;
  readonly line: DraftLine;
  readonly label: string;
  readonly shown: SealedText;
}

function Line({ list, line, label, shown, draft, reveal }: LineProps) {
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { key, kept, name, changed, removed } = line;
  const hidden = hasSeals(shown);
  const isSecret = hidden || (kept === null && isSecretName(name));
  // What was typed before this line was drawn anew; as a property, which no attribute of the page repeats.
  // biome-ignore lint/correctness/useExhaustiveDependencies: later the input itself holds it.
  useEffect(() => {
    const typed = draft.typedIn(key);
    if (typed !== undefined && input.current !== null) input.current.value = typed;
  }, []);
  const state = kept === null ? 'added' : removed ? 'removed' : changed ? 'changed' : '';

  const show = async () => {
    if (kept === null) return setOpen(true);
    try {
      const value = changed ? (input.current?.value ?? '') : await reveal({ list, index: kept });
      if (input.current !== null) input.current.value = value;
      setOpen(true);
      setProblem(null);
    } catch (thrown) {
      setProblem(asAppError(thrown).message);
    }
  };
  const hide = () => {
    if (!changed && input.current !== null) input.current.value = '';
    setOpen(false);
  };

  return (
    <div className={classes.line} data-state={state || undefined}>
      <div className={classes.cells}>
        {kept === null ? (
          <Input
            aria-label={`Name of the added ${list === 'headers' ? 'header' : 'parameter'}`}
            placeholder="name"
            value={name}
            spellCheck={false}
            autoComplete="off"
            classNames={{ input: classes.code }}
            onChange={(event) => draft.rename(list, key, event.currentTarget.value)}
          />
        ) : (
          <span className={classes.name} title={name}>
            {name}
          </span>
        )}
        <Input
          ref={input}
          aria-label={`Value of ${label}`}
          type={isSecret && !open ? 'password' : 'text'}
          defaultValue={hidden ? undefined : dottedText(shown)}
          placeholder={hidden ? placeholderOf(shown) : ''}
          disabled={removed}
          spellCheck={false}
          autoComplete="off"
          classNames={{ input: classes.code }}
          rightSectionWidth={isSecret ? 52 : undefined}
          rightSectionPointerEvents="all"
          rightSection={
            isSecret &&
            !removed && (
              <TextAction
                className={classes.action}
                onClick={() => (open ? hide() : void show())}
                aria-label={`${open ? 'Hide' : 'Show'} ${label}`}
              >
                {open ? 'hide' : 'show'}
              </TextAction>
            )
          }
          onInput={(event) => draft.enter(list, key, event.currentTarget.value)}
        />
        <span className={classes.state}>{state}</span>
        <Tooltip label={removed ? `Put ${label} back` : `Remove ${label}`}>
          <ActionIcon aria-label={removed ? `Put ${label} back` : `Remove ${label}`} onClick={() => draft.toggle(list, key)}>
            {removed ? <IconArrowBackUp size={16} aria-hidden /> : <IconX size={16} aria-hidden />}
          </ActionIcon>
        </Tooltip>
      </div>
      {problem !== null && (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

/** Dots, and what they hide: `Basic •••••••••• credentials`. */
function placeholderOf(text: SealedText): string {
  return text.map((part) => (typeof part === 'string' ? part : `${DOTS} ${sealWords[part.kind]}`)).join('');
}
