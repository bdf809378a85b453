import type { HeldToken } from '../../../shared/model/held-token.ts';
import { askEndpoint } from '../../state/run-state.ts';
import { showWorkbench } from '../../state/show-workbench.ts';
import { useProfiles } from '../../state/workspace-state.ts';
import { RevokeQuestion } from '../run/revoke-question.tsx';
import { tokenTitles } from '../run/token-words.ts';
import { subjectWords } from './held-token-words.ts';

interface RevokeDialogProps {
  readonly token: HeldToken;
  readonly onClose: () => void;
}

/** Asks before the server of its profile is told to revoke a held token. */
export function RevokeDialog({ token, onClose }: RevokeDialogProps) {
  const profile = useProfiles().find(({ id }) => id === token.profileId);
  if (profile === undefined) return null;
  const revoke = () => {
    showWorkbench(profile.id);
    void askEndpoint(profile.id, profile.grant, { task: 'revocation', token: { tokenId: token.id } });
  };
  return (
    <RevokeQuestion
      what={
        <>
          the {tokenTitles[token.kind].toLowerCase()} of <bdi>{subjectWords(token)}</bdi>
        </>
      }
      kind={token.kind}
      onClose={onClose}
      onRevoke={revoke}
    />
  );
}
