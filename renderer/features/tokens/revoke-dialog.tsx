import type { HeldToken } from '../../../shared/model/held-token.ts';
import { rfc } from '../../../shared/model/spec-name.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { askEndpoint } from '../../state/run-state.ts';
import { showWorkbench } from '../../state/show-workbench.ts';
import { useProfiles } from '../../state/workspace-state.ts';
import { kindWords, subjectWords } from './held-token-words.ts';

interface RevokeDialogProps {
  readonly token: HeldToken;
  readonly onClose: () => void;
}

/** Asks before the server is told that a token is not wanted any more. */
export function RevokeDialog({ token, onClose }: RevokeDialogProps) {
  const profile = useProfiles().find(({ id }) => id === token.profileId);
  if (profile === undefined) return null;
  const revoke = () => {
    onClose();
    showWorkbench(profile.id);
    void askEndpoint(profile.id, profile.grant, { task: 'revocation', token: { tokenId: token.id } });
  };
  return (
    <ConfirmDialog title="Revoke this token?" act="Revoke" onClose={onClose} onAct={revoke}>
      <p>
        {kindWords(token)} of <bdi>{subjectWords(token)}</bdi>. The server is told that it is not wanted any more
        {token.kind === 'refresh_token' ? ', and ends the access tokens of the same grant too where it can.' : '.'}{' '}
        <SpecAnchor spec={rfc(7009, '2')} />
      </p>
      <p>It stays held here, so that you can see what becomes of it, until you delete it.</p>
    </ConfirmDialog>
  );
}
