import { grantTraits } from '../../../shared/model/grant-traits.ts';
import type { EndpointEdits, Profile } from '../../../shared/model/profile.ts';
import type { NamedValue } from '../../../shared/model/value.ts';
import { Folded } from '../../components/folded.tsx';
import { DroppedParameters } from './dropped-parameters.tsx';
import type { EditProfile } from './edit-profile.ts';
import classes from './edits-section.module.css';
import { NamedValues } from './named-values.tsx';

type Endpoint = 'authorization' | 'token';

const endpointTitles: Record<Endpoint, string> = { authorization: 'Authorization request', token: 'Token request' };

function summaryOf(edits: readonly EndpointEdits[]): string {
  const named = edits.flatMap(({ parameters, headers }) => [...parameters, ...headers]).filter(({ name }) => name !== '');
  const words = named.map(({ name, value }) =>
    typeof value === 'string' && value !== '' && value.length <= 12 ? `${name}=${value}` : name,
  );
  const dropped = edits.flatMap((each) => each.dropped).map((name) => `no ${name}`);
  return [...words, ...dropped].join(', ') || 'none';
}

/** Deliberate changes to what is sent: values added or overridden, standard ones left out. */
export function EditsSection({ profile, edit }: { readonly profile: Profile; readonly edit: EditProfile }) {
  const endpoints: readonly Endpoint[] = grantTraits[profile.grant].opens !== 'nothing' ? ['authorization', 'token'] : ['token'];
  const used = endpoints.map((endpoint) => profile.edits[endpoint]);
  const set = (endpoint: Endpoint, change: (edits: EndpointEdits) => Partial<EndpointEdits>) =>
    edit(({ edits }) => ({ edits: { ...edits, [endpoint]: { ...edits[endpoint], ...change(edits[endpoint]) } } }));

  return (
    <Folded title="Extra parameters" summary={summaryOf(used)} warning={used.some(({ dropped }) => dropped.length > 0)}>
      {endpoints.map((endpoint) => {
        const list = (part: 'parameters' | 'headers') => ({
          owner: profile.id,
          prefix: `${endpoint}.${part === 'parameters' ? 'parameter' : 'header'}`,
          values: profile.edits[endpoint][part],
          onChange: (change: (values: readonly NamedValue[]) => NamedValue[]) =>
            set(endpoint, (edits) => ({ [part]: change(edits[part]) })),
        });
        return (
          <fieldset key={endpoint} className={classes.endpoint}>
            <legend className={classes.legend}>{endpointTitles[endpoint]}</legend>
            <NamedValues {...list('parameters')} what="parameter" />
            {endpoint === 'token' && <NamedValues {...list('headers')} what="header" />}
            <DroppedParameters profile={profile} endpoint={endpoint} onChange={(dropped) => set(endpoint, () => ({ dropped }))} />
          </fieldset>
        );
      })}
    </Folded>
  );
}
