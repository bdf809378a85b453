import { Menu } from '@mantine/core';
import { Suspense, useState } from 'react';
import type { EndpointWishInput, TokenSource } from '../../../shared/model/endpoint-wish.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { TokenKind } from '../../../shared/model/token-set.ts';
import { TextAction } from '../../components/text-action.tsx';
import { openDialog } from '../../state/dialog-state.ts';
import { askEndpoint } from '../../state/run-state.ts';
import { showWorkbench } from '../../state/show-workbench.ts';
import { CallDialog } from './call-dialog-lazily.ts';
import { RevokeQuestion } from './revoke-question.tsx';
import { tokenTitles } from './token-words.ts';

interface TokenMenuProps {
  /** Whose server and client are asked. */
  readonly profile: Profile;
  readonly kind: TokenKind;
  readonly source: TokenSource;
}

/**
 * What a token can be used for: each a run of its own, in the place of the one that is shown. An ID token is for
 * nobody but the client; all it can do elsewhere is to tell the server whose session is to end.
 */
export function TokenMenu({ profile, kind, source }: TokenMenuProps) {
  const [calling, setCalling] = useState(false);
  const [revoking, setRevoking] = useState(false);
  const ask = (wish: EndpointWishInput) => {
    showWorkbench(profile.id);
    void askEndpoint(profile.id, profile.grant, wish);
  };
  const title = tokenTitles[kind];
  return (
    <>
      <Menu withinPortal position="bottom-end">
        <Menu.Target>
          <TextAction aria-label={`Use ${title}`}>Use</TextAction>
        </Menu.Target>
        <Menu.Dropdown>
          {kind === 'access_token' && <Menu.Item onClick={() => setCalling(true)}>Call a URL…</Menu.Item>}
          {kind === 'access_token' && <Menu.Item onClick={() => ask({ task: 'userinfo', token: source })}>Ask who the user is</Menu.Item>}
          {kind === 'id_token' ? (
            <Menu.Item onClick={() => openDialog({ kind: 'logout', profileId: profile.id, idToken: source })}>Log out…</Menu.Item>
          ) : (
            <>
              <Menu.Item onClick={() => ask({ task: 'introspection', token: source })}>Introspect</Menu.Item>
              <Menu.Item onClick={() => setRevoking(true)}>Revoke…</Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {revoking && (
        <RevokeQuestion
          what={`this ${kind.replace('_', ' ')}`}
          kind={kind}
          onClose={() => setRevoking(false)}
          onRevoke={() => ask({ task: 'revocation', token: source })}
        />
      )}
      {calling && (
        <Suspense>
          <CallDialog
            onClose={() => setCalling(false)}
            onCall={(wish) => {
              setCalling(false);
              ask({ ...wish, task: 'resource', token: source });
            }}
          />
        </Suspense>
      )}
    </>
  );
}
