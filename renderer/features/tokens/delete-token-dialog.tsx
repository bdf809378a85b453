import type { HeldToken } from '../../../shared/model/held-token.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { kindWords, subjectWords } from './held-token-words.ts';

interface DeleteTokenDialogProps {
  readonly token: HeldToken;
  readonly onClose: () => void;
  readonly onDelete: () => void;
}

/** Asks before a token is gone. */
export function DeleteTokenDialog({ token, onClose, onDelete }: DeleteTokenDialogProps) {
  return (
    <ConfirmDialog title="Delete this token?" act="Delete" onClose={onClose} onAct={onDelete}>
      <p>
        {kindWords(token)} of <bdi>{subjectWords(token)}</bdi>. It is no longer held here, and a profile that names it has to name another.
        The server does not learn of it: where the token is still good, revoke it first. Its run keeps what was on the wire.
      </p>
    </ConfirmDialog>
  );
}
