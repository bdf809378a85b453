import type { ReactNode } from 'react';
import type { TokenView } from '../../../shared/model/token-set.ts';
import type { Verdict } from '../../../shared/model/verdict.ts';
import { Card } from '../../components/card.tsx';
import { CopyAction } from '../../components/copy-action.tsx';
import { TextAction } from '../../components/text-action.tsx';
import { inspectToken } from '../../state/inspector-state.ts';
import { DelegationLine } from './delegation-line.tsx';
import { LifetimeBar } from './lifetime-bar.tsx';
import { PurposeLine } from './purpose-line.tsx';
import { ReadingRows } from './reading-rows.tsx';
import { useRevealed } from './reveal-original.ts';
import { TokenBadges } from './token-badges.tsx';
import classes from './token-card.module.css';
import { MaskedToken, WholeToken } from './token-value.tsx';
import { tokenTitles } from './token-words.ts';

interface TokenCardProps {
  readonly token: TokenView;
  /** Fetches the whole token, because the user asked. */
  readonly reveal: () => Promise<string>;
  /** Verdicts of the run, for what concerns this token. */
  readonly verdicts: readonly Verdict[];
  /** Whether the claims stand open; folded, they are one line. */
  readonly open: boolean;
  /** Whether a token exchange brought it. */
  readonly exchanged?: boolean;
  /** What else it can be used for; absent where there is nobody to ask. */
  readonly menu?: ReactNode;
  /** Uses a refresh token; absent where it cannot be used. */
  readonly onRefresh?: (() => void) | undefined;
}

/** One token: what it is, how long it lives, what it says. Masked until somebody asks. */
export function TokenCard({ token, reveal, verdicts, open, exchanged = false, menu, onRefresh }: TokenCardProps) {
  const revealed = useRevealed(reveal);
  const title = tokenTitles[token.kind];
  const { reading } = token;
  return (
    <Card
      title={title}
      badges={<TokenBadges token={token} verdicts={verdicts} />}
      actions={
        <>
          {onRefresh !== undefined && token.kind === 'refresh_token' && <TextAction onClick={onRefresh}>Refresh</TextAction>}
          {menu}
          <TextAction
            aria-label={`${revealed.text === null ? 'Reveal' : 'Hide'} ${title}`}
            disabled={revealed.busy}
            onClick={revealed.toggle}
          >
            {revealed.text === null ? 'Reveal' : 'Hide'}
          </TextAction>
          <TextAction
            aria-label={`Inspect ${title}`}
            title="Opens the whole token in the inspector"
            onClick={() => void revealed.use(inspectToken)}
          >
            Inspect
          </TextAction>
          <CopyAction of={title} text={reveal} />
        </>
      }
    >
      {revealed.text === null ? <MaskedToken token={token} /> : <WholeToken text={revealed.text} kind={reading.kind} />}
      {revealed.problem !== null && (
        <p className={classes.problem} role="alert">
          {revealed.problem}
        </p>
      )}
      <LifetimeBar issuedAt={token.issuedAt} expiresAt={token.expiresAt} />
      {reading.kind === 'opaque' && <p className={classes.note}>{opaqueNote(token)}</p>}
      {reading.kind === 'jwe' && <p className={classes.note}>Encrypted for its recipient. Only the header can be read without the key.</p>}
      {reading.error !== undefined && <p className={classes.note}>{reading.error.message}</p>}
      <PurposeLine purpose={reading.purpose} kind={token.kind} exchanged={exchanged} />
      <DelegationLine payload={reading.payload} exchanged={exchanged && token.kind === 'access_token'} />
      <ReadingRows title={title} reading={reading} open={open} />
    </Card>
  );
}

function opaqueNote(token: TokenView): string {
  const known = token.expiresAt === null ? ' The server did not say when it expires.' : '';
  return `Opaque: it means something to the server only, and there is nothing in it to decode.${known}`;
}
