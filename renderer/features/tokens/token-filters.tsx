import type { HeldToken, TokenOrder } from '../../../shared/model/held-token.ts';
import { Choice, type ChoiceOption } from '../../components/choice.tsx';
import { FilterChoice } from '../../components/filter-choice.tsx';
import { ListFilters } from '../../components/list-filters.tsx';
import { useProfiles } from '../../state/workspace-state.ts';
import { tokenTitles } from '../run/token-words.ts';
import { type TokenFilter, tokenList } from './tokens-state.ts';

const kinds = (Object.keys(tokenTitles) as HeldToken['kind'][]).map((kind) => ({ value: kind, label: tokenTitles[kind] }));
const states = [
  { value: 'good', label: 'Good', meaning: 'Not expired, and no server said that it is over.' },
  { value: 'expired', label: 'Expired' },
  { value: 'ended', label: 'Revoked, not active', meaning: 'A server said so.' },
] as const;
type State = (typeof states)[number]['value'];

const conditions: Record<State, Pick<TokenFilter, 'expired' | 'ended'>> = {
  good: { expired: false, ended: false },
  expired: { expired: true },
  ended: { ended: true },
};

function stateOf({ expired, ended }: TokenFilter): State | undefined {
  return ended === true ? 'ended' : expired === undefined ? undefined : expired ? 'expired' : 'good';
}
const orders: readonly ChoiceOption<TokenOrder>[] = [
  { value: 'family', label: 'By family', meaning: 'Tokens that go back to one grant together, the family used last first.' },
  { value: 'expiry', label: 'By expiry', meaning: 'What expires soonest first.' },
  { value: 'profile', label: 'By profile' },
  { value: 'kind', label: 'By kind' },
  { value: 'subject', label: 'By subject' },
  { value: 'scope', label: 'By scope' },
];

/** Which tokens are listed, and in which order. */
export function TokenFilters() {
  const filter = tokenList.state((state) => state.filter);
  const { text, profileId, kind, order } = filter;
  const profiles = useProfiles();
  return (
    <ListFilters
      label="Search tokens"
      placeholder="Profile, subject, client, scope or host"
      text={text ?? ''}
      onText={(words) => tokenList.filterBy({ text: words })}
      columns={2}
    >
      <FilterChoice
        label="Profile"
        value={profileId}
        options={profiles.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(chosen) => tokenList.filterBy({ profileId: chosen })}
      />
      <FilterChoice label="Kind" value={kind} options={kinds} onChange={(chosen) => tokenList.filterBy({ kind: chosen })} />
      <FilterChoice
        label="State"
        value={stateOf(filter)}
        options={states}
        onChange={(chosen) => tokenList.filterBy({ expired: undefined, ended: undefined, ...(chosen && conditions[chosen]) })}
      />
      <Choice<TokenOrder>
        aria-label="Order"
        value={order ?? 'family'}
        options={orders}
        onChange={(chosen) => tokenList.filterBy({ order: chosen === 'family' ? undefined : chosen })}
      />
    </ListFilters>
  );
}
