import { useEffect } from 'react';
import type { Profile } from '../../../shared/model/profile.ts';
import { Folded } from '../../components/folded.tsx';
import { presetState, readPresets } from '../../state/preset-state.ts';
import classes from './preset-notes.module.css';

/** What surprises people with this server, as far as it concerns the grant, and where one registers a client. */
export function PresetNotes({ profile }: { readonly profile: Profile }) {
  const { preset: id } = profile.server;
  const presets = presetState((state) => state.presets);
  useEffect(() => {
    if (id !== '' && presetState.getState().presets === null) void readPresets();
  }, [id]);
  const preset = presets?.find((each) => each.id === id);
  if (preset === undefined) return null;
  const quirks = preset.quirks.filter(({ grants }) => grants.length === 0 || grants.includes(profile.grant));
  return (
    <Folded title={`About ${preset.name}`} summary={`${quirks.length} ${quirks.length === 1 ? 'thing' : 'things'} to know`}>
      <ul className={classes.notes}>
        {!preset.grants.includes(profile.grant) && <li>This server is not known to offer this grant.</li>}
        {quirks.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
        <li>
          Register a client: {preset.registration.text}{' '}
          <a href={preset.registration.url} target="_blank" rel="noreferrer">
            How
          </a>
        </li>
        {preset.source !== null && (
          <li>
            Compared on {preset.source.checked} with: {preset.source.text}{' '}
            <a href={preset.source.url} target="_blank" rel="noreferrer">
              Source
            </a>
          </li>
        )}
      </ul>
    </Folded>
  );
}
