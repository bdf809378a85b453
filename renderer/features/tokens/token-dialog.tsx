import type { HeldToken } from '../../../shared/model/held-token.ts';
import { DeleteTokenDialog } from './delete-token-dialog.tsx';
import { RefreshDialog } from './refresh-dialog.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { UseDialog, type UseOfToken } from './use-dialog.tsx';

/** A question about a held token that stands in front of the screen. */
export type TokenQuestion =
  | { readonly kind: 'delete' | 'refresh' | 'revoke'; readonly token: HeldToken }
  | { readonly kind: 'use'; readonly token: HeldToken; readonly as: UseOfToken };

interface TokenDialogProps {
  readonly question: TokenQuestion;
  readonly onClose: () => void;
  readonly onDelete: (id: string) => void;
}

/** Asks what was chosen to be done with a token. */
export function TokenDialog({ question, onClose, onDelete }: TokenDialogProps) {
  const { token } = question;
  switch (question.kind) {
    case 'delete':
      return <DeleteTokenDialog token={token} onClose={onClose} onDelete={() => onDelete(token.id)} />;
    case 'refresh':
      return <RefreshDialog token={token} onClose={onClose} />;
    case 'revoke':
      return <RevokeDialog token={token} onClose={onClose} />;
    case 'use':
      return <UseDialog token={token} as={question.as} onClose={onClose} />;
  }
}
