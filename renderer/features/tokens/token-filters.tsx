import type { HeldToken, TokenOrder } from '../../../shared/model/held-token.ts';
import { Choice, type ChoiceOption } from '../../components/choice.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useProfiles } from '../../state/workspace-state.ts';
import { tokenTitles } from '../run/token-words.ts';
import classes from './token-filters.module.css';
import { type TokenFilter, tokenList } from './tokens-state.ts';

/** An option that stands for no condition. */
const ANY = '';

const kinds = Object.keys(tokenTitles) as HeldToken['kind'][];
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
  const profiles = useProfiles();
  const set = (change: { [K in keyof TokenFilter]?: TokenFilter[K] | '' | undefined }) =>
    tokenList.filterBy(withoutEmpty({ ...filter, ...change }));
  return (
    <search className={classes.filters}>
      <SearchField
        label="Search tokens"
        placeholder="Profile, subject, client, scope or host"
        text={filter.text ?? ''}
        onChange={(text) => set({ text })}
      />
      <div className={classes.choices}>
        <Choice
          aria-label="Profile"
          value={filter.profileId ?? ANY}
          options={[{ value: ANY, label: 'Profile', meaning: 'any' }, ...profiles.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(profileId) => set({ profileId })}
        />
        <Choice<HeldToken['kind'] | ''>
          aria-label="Kind"
          value={filter.kind ?? ANY}
          options={[{ value: ANY, label: 'Kind', meaning: 'any' }, ...kinds.map((kind) => ({ value: kind, label: tokenTitles[kind] }))]}
          onChange={(kind) => set({ kind })}
        />
        <Choice<'' | 'good' | 'expired'>
          aria-label="State"
          value={filter.expired === undefined ? ANY : filter.expired ? 'expired' : 'good'}
          options={[
            { value: ANY, label: 'State', meaning: 'any' },
            { value: 'good', label: 'Not expired' },
            { value: 'expired', label: 'Expired' },
          ]}
          onChange={(state) => set({ expired: state === ANY ? undefined : state === 'expired' })}
        />
        <Choice<TokenOrder>
          aria-label="Order"
          value={filter.order ?? 'family'}
          options={orders}
          onChange={(order) => set({ order: order === 'family' ? '' : order })}
        />
      </div>
    </search>
  );
}

function withoutEmpty(filter: { [K in keyof TokenFilter]?: TokenFilter[K] | '' | undefined }): TokenFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== '' && value !== undefined));
}
