import type { RunView } from '../../../shared/model/run.ts';
import { Notice } from '../../components/notice.tsx';
import { TextAction } from '../../components/text-action.tsx';
import { openDialog } from '../../state/dialog-state.ts';

/** A redirect that was pasted is no exchange; here is why, and how it is accepted once more. */
export function PastedNotice({ view }: { readonly view: RunView }) {
  const step = view.steps.find(({ pasted }) => pasted === true);
  if (step === undefined || view.summary.outcome === 'running') return null;
  const { index } = step;
  return (
    <Notice
      tone="info"
      title="The redirect was pasted by hand"
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
