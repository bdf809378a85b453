import { NumberInput } from '@mantine/core';
import { grantTraits } from '../../../shared/model/grant-traits.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import { Field } from '../../components/field.tsx';
import { Folded } from '../../components/folded.tsx';
import type { EditProfile } from './edit-profile.ts';
import classes from './form.module.css';

function secondsWords(seconds: number): string {
  return seconds >= 60 && seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

/** How long to wait. */
export function LimitsSection({ profile, edit }: { readonly profile: Profile; readonly edit: EditProfile }) {
  const { limits, grant } = profile;
  const withBrowser = grantTraits[grant].opens !== 'nothing';
  const summary = `${secondsWords(limits.requestSeconds)} per request${withBrowser ? `, ${secondsWords(limits.browserSeconds)} to sign in` : ''}`;
  const set = (change: Partial<Profile['limits']>) => edit((now) => ({ limits: { ...now.limits, ...change } }));
  return (
    <Folded title="Time limits" summary={summary}>
      <div className={withBrowser ? classes.pair : undefined}>
        <Field label="One request" aside="seconds">
          {(parts) => (
            <NumberInput
              {...parts}
              min={1}
              max={3_600}
              allowDecimal={false}
              value={limits.requestSeconds}
              onChange={(value) => {
                if (typeof value === 'number' && value >= 1 && value <= 3_600) set({ requestSeconds: value });
              }}
            />
          )}
        </Field>
        {withBrowser && (
          <Field label="Sign-in" aside="seconds">
            {(parts) => (
              <NumberInput
                {...parts}
                min={1}
                max={86_400}
                allowDecimal={false}
                value={limits.browserSeconds}
                onChange={(value) => {
                  if (typeof value === 'number' && value >= 1 && value <= 86_400) set({ browserSeconds: value });
                }}
              />
            )}
          </Field>
        )}
      </div>
    </Folded>
  );
}
