import type { Profile } from '../../../shared/model/profile.ts';
import { rfc } from '../../../shared/model/spec-name.ts';
import { Choice } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import type { EditProfile } from './edit-profile.ts';
import { grantLabel, grantOrder, grantWords } from './grants.ts';

/** Which grant, and what it is, in one sentence. */
export function GrantSection({ profile, edit }: { readonly profile: Profile; readonly edit: EditProfile }) {
  const { meaning, specs } = grantWords[profile.grant];
  const options = grantOrder.map((grant) => ({
    value: grant,
    label: grantLabel(grant, profile.request.pkce),
    meaning: grantWords[grant].meaning,
  }));
  return (
    <Field
      label="Grant"
      note={
        <>
          {meaning}{' '}
          {specs.map((spec, index) => (
            <span key={spec.url}>
              {index > 0 && ', '}
              <SpecAnchor spec={spec} />
            </span>
          ))}
          {(profile.grant === 'implicit' || profile.grant === 'hybrid') && (
            <>
              . Tokens in a redirect reach history, logs and other sites; take the code grant where you can (
              <SpecAnchor spec={rfc(9700, '2.1.2')} />
              ).
            </>
          )}
          {profile.grant === 'password' && (
            <>
              . Discouraged: it shows the password to the client and leaves no room for a second factor (
              <SpecAnchor spec={rfc(9700, '2.4')} />
              ).
            </>
          )}
        </>
      }
    >
      {(parts) => <Choice {...parts} value={profile.grant} options={options} onChange={(grant) => edit(() => ({ grant }))} />}
    </Field>
  );
}
