import type { HeldToken } from '../../../shared/model/held-token.ts';
import { rfc } from '../../../shared/model/spec-name.ts';
import { Card } from '../../components/card.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { TextAction } from '../../components/text-action.tsx';
import { useNow } from '../../components/use-now.ts';
import { grantWords } from '../form/grants.ts';
import { clockWords } from '../run/time-words.ts';
import { type FamilyLink, familyChain } from './family-chain.ts';
import { endWords, isExpired, kindWords } from './held-token-words.ts';
import classes from './token-family.module.css';
import { tokenList } from './tokens-state.ts';

interface TokenFamilyProps {
  readonly family: readonly HeldToken[];
  /** Id of the token that is shown. */
  readonly chosen: string;
}

/** The grant a token goes back to and every refresh since, as a chain, the first one on top. */
export function TokenFamily({ family, chosen }: TokenFamilyProps) {
  const now = useNow();
  const chain = familyChain(family);
  return (
    <Card title="Family" badges={<span className={classes.count}>{countWords(chain)}</span>}>
      <ol className={classes.chain}>
        {chain.map((link) => (
          <li key={link.runId} className={classes.link}>
            <span className={classes.head}>
              <span className={classes.what}>{link.refresh === null ? grantWords[link.grant].label : refreshWords(link, now)}</span>
              {link.refresh === 'rotated' && <SpecAnchor spec={rfc(6749, '6')} />}
              <span className={classes.time}>{clockWords(link.obtainedAt, now)}</span>
            </span>
            <span className={classes.tokens}>
              {link.tokens.map((token) =>
                token.id === chosen ? (
                  <span key={token.id} className={classes.chosen} aria-current="true">
                    {kindWords(token)}
                  </span>
                ) : (
                  <TextAction key={token.id} onClick={() => tokenList.select(token.id)}>
                    {kindWords(token)}
                    {token.end !== null ? ` (${endWords[token.end.how]})` : isExpired(token, now) && ' (expired)'}
                  </TextAction>
                ),
              )}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function refreshWords({ refresh, from }: FamilyLink, now: number): string {
  const source = from === null ? '' : ` with the token of ${clockWords(from, now)}`;
  return refresh === 'rotated' ? `Refresh${source} · refresh token rotated` : `Refresh${source} · refresh token kept`;
}

function countWords(chain: readonly FamilyLink[]): string {
  const refreshes = chain.filter(({ refresh }) => refresh !== null).length;
  if (refreshes === 0) return 'not refreshed yet';
  return refreshes === 1 ? 'refreshed once' : `refreshed ${refreshes} times`;
}
