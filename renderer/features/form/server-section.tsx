import { SegmentedControl } from '@mantine/core';
import type { Profile, ServerSettings } from '../../../shared/model/profile.ts';
import { rfc } from '../../../shared/model/spec-name.ts';
import { Hint } from '../../components/hint.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { TextAction } from '../../components/text-action.tsx';
import { openDialog } from '../../state/dialog-state.ts';
import { playgroundState } from '../../state/playground-state.ts';
import { useEnvironment } from '../../state/workspace-state.ts';
import { checkIssuer } from './checks.ts';
import { DiscoveryAside, DiscoveryMark, DiscoveryProblem } from './discovery-words.tsx';
import type { EditProfile } from './edit-profile.ts';
import { EndpointFields } from './endpoint-fields.tsx';
import formClasses from './form.module.css';
import { PresetNotes } from './preset-notes.tsx';
import { Section } from './section.tsx';
import { TextField } from './text-field.tsx';
import { useServerAnswer } from './use-server-answer.ts';

const kinds: readonly { value: ServerSettings['kind']; label: string }[] = [
  { value: 'issuer', label: 'Issuer' },
  { value: 'endpoints', label: 'Endpoints' },
  { value: 'playground', label: 'Playground' },
];

interface ServerSectionProps {
  readonly profile: Profile;
  readonly edit: EditProfile;
}

/** Where the tokens come from. */
export function ServerSection({ profile, edit }: ServerSectionProps) {
  const { server } = profile;
  const answer = useServerAnswer(profile);
  const setKind = (value: string) => {
    const kind = kinds.find((each) => each.value === value)?.value ?? 'issuer';
    edit((now) => ({ server: { ...now.server, kind } }));
  };
  return (
    <Section title="Server" aside={server.kind === 'endpoints' ? 'by hand' : <DiscoveryAside answer={answer} />}>
      <SegmentedControl
        fullWidth
        value={server.kind}
        data={kinds.map((kind) => ({ ...kind }))}
        onChange={setKind}
        aria-label="How the server is found"
      />
      {server.kind === 'issuer' && <IssuerField profile={profile} edit={edit} answer={answer} />}
      {server.kind === 'playground' && <PlaygroundIssuer answer={answer} />}
      {server.kind === 'endpoints' && <EndpointFields profile={profile} edit={edit} />}
      <DiscoveryProblem answer={answer} />
      {server.kind !== 'playground' && (
        <TextAction className={formClasses.start} onClick={() => openDialog({ kind: 'preset', profile })}>
          {server.preset === '' ? 'Choose it by name …' : 'Choose another …'}
        </TextAction>
      )}
      <TextAction
        className={formClasses.start}
        onClick={() => openDialog({ kind: 'resource', profileId: profile.id, resource: '', metadataUrl: null })}
      >
        Resource metadata …
      </TextAction>
      <PresetNotes profile={profile} />
    </Section>
  );
}

function IssuerField({ profile, edit, answer }: ServerSectionProps & { readonly answer: ReturnType<typeof useServerAnswer> }) {
  const environment = useEnvironment();
  const { issuer } = profile.server;
  return (
    <TextField
      label="Issuer"
      hint={
        <Hint of="an issuer">
          The URL by which the server names itself. Its metadata stands at a well-known place below it, and says where the endpoints are.{' '}
          <SpecAnchor spec={rfc(8414, '2')} />
        </Hint>
      }
      placeholder="https://login.example.com"
      value={issuer}
      error={checkIssuer(issuer, { environment, allowInsecureHttp: profile.tls.allowInsecureHttp })}
      onChange={(value) => edit(({ server }) => ({ server: { ...server, issuer: value } }))}
      end={<DiscoveryMark answer={answer} />}
    />
  );
}

function PlaygroundIssuer({ answer }: { readonly answer: ReturnType<typeof useServerAnswer> }) {
  const running = playgroundState((state) => state.running);
  return (
    <TextField
      label="Issuer"
      readOnly
      value={running?.issuer ?? ''}
      placeholder="starts with the run"
      onChange={() => {}}
      end={<DiscoveryMark answer={answer} />}
    />
  );
}
