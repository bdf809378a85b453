import type { ClientRegistration } from '../../../shared/model/client-settings.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import { TextAction } from '../../components/text-action.tsx';
import { useNow } from '../../components/use-now.ts';
import { openDialog } from '../../state/dialog-state.ts';
import { startRegistration } from '../../state/registration-state.ts';
import { isUnderWay, useShownRun } from '../../state/run-state.ts';
import classes from './registration-actions.module.css';
import { useKnownServer } from './use-server-answer.ts';

/** A client that the server registers, or registered: what can be done about that. Nothing where it registers none. */
export function RegistrationActions({ profile }: { readonly profile: Profile }) {
  const { discovery } = useKnownServer(profile);
  const busy = isUnderWay(useShownRun(profile.id));
  const { registration } = profile.client;
  const registers =
    typeof discovery?.view?.metadata?.registration_endpoint === 'string' || profile.server.endpoints.registrationEndpoint !== '';
  const managed = registration !== null && registration.uri !== '' && registration.accessToken !== null;
  if (!registers && registration === null) return null;

  const change = async () => {
    const view = await startRegistration(profile.id, { action: 'read' });
    const registered = view?.error === null ? view.answer?.members : null;
    if (registered != null) openDialog({ kind: 'changeClient', profileId: profile.id, registered });
  };
  return (
    <div className={classes.registration}>
      {registration !== null && <Expiry registration={registration} />}
      <div className={classes.actions}>
        {managed && (
          <>
            <TextAction disabled={busy} onClick={() => void startRegistration(profile.id, { action: 'read' })}>
              Read it at the server
            </TextAction>
            <TextAction disabled={busy} onClick={() => void change()}>
              Change …
            </TextAction>
            <TextAction disabled={busy} onClick={() => openDialog({ kind: 'deleteClient', profileId: profile.id })}>
              Delete …
            </TextAction>
          </>
        )}
        {registers && (
          <TextAction disabled={busy} onClick={() => openDialog({ kind: 'register', profileId: profile.id })}>
            {registration === null ? 'Register a client …' : 'Register another …'}
          </TextAction>
        )}
      </div>
    </div>
  );
}

/** That the client was registered from here, and until when its secret is good. */
function Expiry({ registration: { secretExpiresAt } }: { readonly registration: ClientRegistration }) {
  if (secretExpiresAt === null || secretExpiresAt === 0) return <p className={classes.words}>Registered from here.</p>;
  return <ExpiryDay at={secretExpiresAt * 1_000} />;
}

function ExpiryDay({ at }: { readonly at: number }) {
  const expired = at <= useNow();
  const date = new Date(at);
  const day = Number.isNaN(date.getTime()) ? 'a day no calendar has' : date.toLocaleDateString('en', { dateStyle: 'medium' });
  return expired ? (
    <p className={`${classes.words} ${classes.expired}`}>Registered from here; its secret expired on {day}.</p>
  ) : (
    <p className={classes.words}>Registered from here; its secret is good until {day}.</p>
  );
}
