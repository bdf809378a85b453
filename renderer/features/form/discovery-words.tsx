import { Loader } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { TextAction } from '../../components/text-action.tsx';
import { openDialog } from '../../state/dialog-state.ts';
import classes from './form.module.css';
import type { ServerAnswer } from './use-server-answer.ts';

/** Beside the heading: what is known of the server, and its document one click away. */
export function DiscoveryAside({ answer: { discovery, canAsk, ask } }: { readonly answer: ServerAnswer }) {
  if (discovery === undefined) return canAsk ? <TextAction onClick={ask}>Discover</TextAction> : null;
  if (discovery.state === 'asking') return 'asking …';
  const { view } = discovery;
  const words = discovery.state === 'answered' ? `discovered · ${endpointWords(view?.endpointCount ?? 0)}` : 'not discovered';
  if (view === null) return <TextAction onClick={ask}>Try again</TextAction>;
  return (
    <>
      {discovery.state === 'failed' && <TextAction onClick={ask}>Try again</TextAction>}
      <TextAction title="Show the metadata document" aria-haspopup="dialog" onClick={() => openDialog({ kind: 'metadata', view })}>
        {words}
      </TextAction>
    </>
  );
}

function endpointWords(count: number): string {
  return count === 1 ? '1 endpoint' : `${count} endpoints`;
}

/** In the field: a tick once the server has answered. */
export function DiscoveryMark({ answer: { discovery } }: { readonly answer: ServerAnswer }) {
  if (discovery?.state === 'asking') return <Loader role="img" size={12} color="var(--text-faint)" aria-label="Asking the server" />;
  if (discovery?.state !== 'answered') return null;
  return <IconCheck className={classes.good} size={14} role="img" aria-label="The server answered" />;
}

/** Under the fields: why the metadata could not be had. */
export function DiscoveryProblem({ answer: { discovery } }: { readonly answer: ServerAnswer }) {
  const error = discovery?.state === 'failed' ? discovery.error : null;
  if (error === null) return null;
  return <ErrorNotice error={error} live={false} />;
}
