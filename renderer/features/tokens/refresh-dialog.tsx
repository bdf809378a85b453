import { Button } from '@mantine/core';
import { useState } from 'react';
import type { HeldToken } from '../../../shared/model/held-token.ts';
import { rfc } from '../../../shared/model/spec-name.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Hint } from '../../components/hint.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { startRun } from '../../state/run-state.ts';
import { showWorkbench } from '../../state/show-workbench.ts';
import { useProfiles } from '../../state/workspace-state.ts';
import { ListField } from '../form/list-field.tsx';
import { TextField } from '../form/text-field.tsx';

interface RefreshDialogProps {
  readonly token: HeldToken;
  readonly onClose: () => void;
}

/** Asks what a refresh is to bring: the same again, a narrower scope, tokens for another resource. */
export function RefreshDialog({ token, onClose }: RefreshDialogProps) {
  const profile = useProfiles().find(({ id }) => id === token.profileId);
  const [scope, setScope] = useState('');
  const [resources, setResources] = useState<readonly string[]>(profile?.request.resources ?? []);
  const wider = widerThan(scope, token.scope);
  if (profile === undefined) return null;
  const start = () => {
    onClose();
    showWorkbench(profile.id);
    void startRun(profile.id, 'refresh_token', { refreshWith: { token: token.id, scope: scope.trim(), resources: [...resources] } });
  };
  return (
    <Dialog
      title="Refresh"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="filled" onClick={start} data-autofocus>
            Refresh
          </Button>
        </>
      }
    >
      <TextField
        label="Scope"
        hint={
          <Hint of="the scope of a refresh">
            Empty asks for what was granted before. It can be narrower, not wider. <SpecAnchor spec={rfc(6749, '6')} />
          </Hint>
        }
        placeholder={token.scope === '' ? 'as granted before' : token.scope}
        value={scope}
        note={wider.length > 0 ? `Not granted before: ${wider.join(' ')}. A server refuses it; it is sent as it stands.` : undefined}
        onChange={setScope}
      />
      <ListField
        label="Resource"
        hint={
          <Hint of="a resource">
            Where the new access token is to be used, if elsewhere than before. <SpecAnchor spec={rfc(8707, '2.2')} />
          </Hint>
        }
        what="URI"
        values={resources}
        placeholder="as before"
        onChange={setResources}
      />
    </Dialog>
  );
}

/** Words of a scope that were not granted; none where it is not known what was. */
function widerThan(scope: string, granted: string): string[] {
  const known = new Set(words(granted));
  return known.size === 0 ? [] : words(scope).filter((word) => !known.has(word));
}

function words(scope: string): string[] {
  return scope.split(' ').filter((word) => word !== '');
}
