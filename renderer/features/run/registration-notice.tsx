import { Button } from '@mantine/core';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { registrationState } from '../../state/registration-state.ts';
import { showWorkbench } from '../../state/show-workbench.ts';
import { useProfiles } from '../../state/workspace-state.ts';

/** Where the client of a registration is now. Only of runs of this session: history knows what was said, not what became of it. */
export function RegistrationNotice({ runId }: { readonly runId: string }) {
  const end = registrationState((state) => state.ends[runId]);
  const profile = useProfiles().find(({ id }) => id === end?.profileId);
  if (end === undefined) return null;
  if (end.problem !== null) return <ErrorNotice error={end.problem} />;
  if (profile === undefined) return null;
  if (end.isNew) {
    return (
      <Notice
        tone="info"
        title={`The client is kept in a new profile: ${profile.name}`}
        actions={
          <Button size="xs" onClick={() => showWorkbench(profile.id)}>
            Open it
          </Button>
        }
        live
      >
        {secretWords(profile.client)}
      </Notice>
    );
  }
  if (end.action === 'register') {
    return (
      <Notice tone="info" title="This profile uses the client now" live>
        {secretWords(profile.client)}
      </Notice>
    );
  }
  return end.action === 'delete' ? <Notice tone="info" title="This profile has no client any more" live /> : null;
}

function secretWords({
  clientSecret,
  registration,
}: {
  readonly clientSecret: unknown;
  readonly registration: { readonly accessToken: unknown } | null;
}) {
  const kept = [clientSecret !== null && 'secret', registration?.accessToken != null && 'registration token'].filter(Boolean);
  return kept.length === 0
    ? 'It has no secret, and cannot be managed from here.'
    : `Its ${kept.join(' and its ')} ${kept.length === 1 ? 'is' : 'are'} in the keychain.`;
}
