import type { RunView, Step } from '../../../shared/model/run.ts';
import { Notice } from '../../components/notice.tsx';
import { TextAction } from '../../components/text-action.tsx';
import { openDialog } from '../../state/dialog-state.ts';

/** A redirect that was pasted, handed over by the system, or taken out of a window is no exchange; here is why, and how it is accepted once more. */
export function PastedNotice({ view }: { readonly view: RunView }) {
  const step = view.steps.find(({ pasted }) => pasted === true);
  if (step === undefined || view.summary.outcome === 'running') return null;
  const { index } = step;
  return (
    <Notice
      tone="info"
      title={titleOf(step)}
      actions={
        <TextAction aria-haspopup="dialog" onClick={() => openDialog({ kind: 'replay', of: { runId: view.summary.id, step: index } })}>
          Accept again…
        </TextAction>
      }
    >
      No request brought it to Grantbench, so that none is listed here.
    </Notice>
  );
}

function titleOf({ way }: Step): string {
  switch (way) {
    case 'custom_scheme':
      return 'The system handed the redirect over';
    case 'window':
      return 'The redirect was taken out of the sign-in window';
    case 'paste':
      return 'The redirect was pasted by hand';
    // A run of before the way was noted. By a port it came as a request.
    case undefined:
    case 'loopback':
    case 'https_loopback':
      return 'The redirect came by no request';
  }
}
