import type { HeldToken } from '../../../shared/model/held-token.ts';
import { Card } from '../../components/card.tsx';
import { LongText } from '../../components/long-text.tsx';
import { TextAction } from '../../components/text-action.tsx';
import { sectionState } from '../../state/section-state.ts';
import { grantWords } from '../form/grants.ts';
import { dateTimeWords } from '../run/time-words.ts';
import classes from './token-facts.module.css';

/** Where a token comes from. */
export function TokenFacts({ token }: { readonly token: HeldToken }) {
  const facts: readonly (readonly [name: string, value: string])[] = [
    ['Profile', token.profileName],
    ['Client', token.clientId],
    ['Subject', token.subject ?? ''],
    ['Scope', token.scope],
    ['Issued as', token.issuedTokenType ?? ''],
    ['Server', token.host],
    ['Obtained', `${dateTimeWords(token.obtainedAt)} · ${grantWords[token.grant].short}`],
    ['Expires', token.expiresAt === null ? 'the server did not say' : dateTimeWords(token.expiresAt)],
    [token.end?.how === 'revoked' ? 'Revoked' : 'Not active', token.end === null ? '' : dateTimeWords(token.end.at)],
  ];
  return (
    <Card
      title="Where it comes from"
      actions={
        <TextAction onClick={() => sectionState.setState({ section: 'history', historyRunId: token.runId })}>Open its run</TextAction>
      }
    >
      <dl className={classes.facts}>
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name} className={classes.fact}>
              <dt>{name}</dt>
              <dd>
                <LongText text={value} />
              </dd>
            </div>
          ))}
      </dl>
    </Card>
  );
}
