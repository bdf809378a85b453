import type { ReactNode } from 'react';
import { rfc } from '../../../shared/model/spec-name.ts';
import type { TokenKind } from '../../../shared/model/token-set.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';

interface RevokeQuestionProps {
  /** Which token, in the middle of a sentence. */
  readonly what: ReactNode;
  readonly kind: TokenKind;
  readonly onClose: () => void;
  readonly onRevoke: () => void;
}

/** Asks before the server is told that a token is not wanted any more. */
export function RevokeQuestion({ what, kind, onClose, onRevoke }: RevokeQuestionProps) {
  const revoke = () => {
    onClose();
    onRevoke();
  };
  return (
    <ConfirmDialog title="Revoke this token?" act="Revoke" onClose={onClose} onAct={revoke}>
      <p>
        The server is told that {what} is not wanted any more
        {kind === 'refresh_token' ? ', and ends the access tokens of the same grant too where it can.' : '.'}{' '}
        <SpecAnchor spec={rfc(7009, '2')} />
      </p>
      <p>It stays held under Tokens, marked as revoked, so that you can see what becomes of it, until you delete it.</p>
    </ConfirmDialog>
  );
}
