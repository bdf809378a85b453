import { Button, Menu } from '@mantine/core';
import type { TokenEnd } from '../../../shared/model/held-token.ts';
import { rfc } from '../../../shared/model/spec-name.ts';
import listClasses from '../../components/list-screen.module.css';
import { Notice } from '../../components/notice.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { host } from '../../host/host.ts';
import { openDialog } from '../../state/dialog-state.ts';
import { useProfiles } from '../../state/workspace-state.ts';
import { dateTimeWords } from '../run/time-words.ts';
import { TokenCard } from '../run/token-card.tsx';
import { TokenMenu } from '../run/token-menu.tsx';
import { isReplaced, newestRefreshToken } from './family-chain.ts';
import { kindWords, subjectWords } from './held-token-words.ts';
import classes from './token-detail-view.module.css';
import type { TokenQuestion } from './token-dialog.tsx';
import { TokenFacts } from './token-facts.tsx';
import { TokenFamily } from './token-family.tsx';
import type { TokenDetail } from './use-token-detail.ts';

interface TokenDetailViewProps {
  readonly detail: TokenDetail;
  /** Whether another one is chosen already: to be seen, and not to be used. */
  readonly isFormer: boolean;
  readonly onAsk: (question: TokenQuestion) => void;
}

const GONE = 'The profile that obtained it is deleted';

/** One held token: what can be done with it, what it says, where it comes from. */
export function TokenDetailView({ detail: { token, view, family }, isFormer, onAsk }: TokenDetailViewProps) {
  const profiles = useProfiles();
  const profile = profiles.find(({ id }) => id === token.profileId);
  const atItsServer = profile === undefined ? { disabled: true, title: GONE } : {};
  const refreshToken = token.kind === 'refresh_token' ? token : newestRefreshToken(family);
  return (
    <div className={classes.detail} inert={isFormer}>
      <div className={listClasses.runHead}>
        <h2 className={listClasses.title}>
          {kindWords(token)} · <bdi>{subjectWords(token)}</bdi>
        </h2>
        <span className={listClasses.count} />
        {refreshToken !== undefined && (
          <Button size="xs" {...atItsServer} onClick={() => onAsk({ kind: 'refresh', token: refreshToken })}>
            Refresh…
          </Button>
        )}
        <Menu withinPortal position="bottom-end">
          <Menu.Target>
            <Button size="xs" disabled={profiles.length === 0}>
              Use as…
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => onAsk({ kind: 'use', token, as: 'subject' })}>Subject token</Menu.Item>
            <Menu.Item onClick={() => onAsk({ kind: 'use', token, as: 'actor' })}>Actor token</Menu.Item>
            {token.kind === 'id_token' && <Menu.Item onClick={() => onAsk({ kind: 'use', token, as: 'hint' })}>ID token hint</Menu.Item>}
          </Menu.Dropdown>
        </Menu>
        {token.kind === 'id_token' ? (
          <Button
            size="xs"
            {...atItsServer}
            onClick={() => profile && openDialog({ kind: 'logout', profileId: profile.id, idToken: { tokenId: token.id } })}
          >
            Log out…
          </Button>
        ) : (
          <Button size="xs" {...atItsServer} onClick={() => onAsk({ kind: 'revoke', token })}>
            Revoke…
          </Button>
        )}
        <Button size="xs" onClick={() => onAsk({ kind: 'delete', token })}>
          Delete…
        </Button>
      </div>
      <div className={classes.cards}>
        {token.end !== null && <EndNotice end={token.end} isOpaque={token.form === 'opaque'} />}
        {token.end === null && isReplaced(token, family) && (
          <Notice tone="info" title="A refresh has replaced this token">
            A server that rotates refresh tokens takes it no more; one that sees it again may end the whole family.{' '}
            <SpecAnchor spec={rfc(9700, '4.14.2')} />
          </Notice>
        )}
        <TokenCard
          token={view}
          reveal={async () => (await host.invoke('token.reveal', { id: token.id })).text}
          verdicts={[]}
          open
          exchanged={token.grant === 'token_exchange'}
          menu={profile && <TokenMenu profile={profile} kind={token.kind} source={{ tokenId: token.id }} />}
        />
        <TokenFacts token={token} />
        <TokenFamily family={family} chosen={token.id} />
      </div>
    </div>
  );
}

/** That a server said the token is over, and what that is worth. */
function EndNotice({ end: { how, at }, isOpaque }: { readonly end: TokenEnd; readonly isOpaque: boolean }) {
  const when = dateTimeWords(at);
  return how === 'revoked' ? (
    <Notice tone="info" title="This token was revoked">
      The server agreed on {when}.{' '}
      {isOpaque
        ? 'It should be taken nowhere any more.'
        : 'Whoever checks it without asking the server goes on taking it until it expires.'}{' '}
      <SpecAnchor spec={rfc(7009, '3')} />
    </Notice>
  ) : (
    <Notice tone="info" title="The server says that this token is not active">
      It was asked on {when}: expired, revoked, or not for that client to know about. Introspect it again to hear anew.{' '}
      <SpecAnchor spec={rfc(7662, '2.2')} />
    </Notice>
  );
}
