import type { PkceMethod, Profile, RequestedResponseMode } from '../../../shared/model/profile.ts';
import { rfc } from '../../../shared/model/spec-name.ts';
import { Choice } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { Folded } from '../../components/folded.tsx';
import { Hint } from '../../components/hint.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import type { EditProfile } from './edit-profile.ts';
import { pkceWords, responseModeWords } from './grants.ts';

const pkceMethods: readonly PkceMethod[] = ['S256', 'plain', 'none'];
const responseModes = Object.keys(responseModeWords) as (RequestedResponseMode | 'default')[];

/** How the code is protected, and how it travels back. */
export function FlowSection({ profile, edit }: { readonly profile: Profile; readonly edit: EditProfile }) {
  const { pkce, responseMode } = profile.request;
  const mode = responseMode ?? 'default';
  return (
    <Folded title="PKCE, response mode" summary={`${pkceWords[pkce].label}, ${responseModeWords[mode].label}`} warning={pkce === 'none'}>
      <Field
        label="Proof key (PKCE)"
        hint={
          <Hint of="PKCE">
            The client proves at the token endpoint that it is the one that asked for the code. <SpecAnchor spec={rfc(7636)} />
          </Hint>
        }
      >
        {(parts) => (
          <Choice
            {...parts}
            value={pkce}
            options={pkceMethods.map((value) => ({ value, ...pkceWords[value] }))}
            onChange={(value) => edit(({ request }) => ({ request: { ...request, pkce: value } }))}
          />
        )}
      </Field>
      <Field
        label="Response mode"
        hint={<Hint of="a response mode">How the answer of the authorization endpoint comes back through the browser.</Hint>}
      >
        {(parts) => (
          <Choice
            {...parts}
            value={mode}
            options={responseModes.map((value) => ({ value, ...responseModeWords[value] }))}
            onChange={(value) => edit(({ request }) => ({ request: { ...request, responseMode: value === 'default' ? null : value } }))}
          />
        )}
      </Field>
    </Folded>
  );
}
