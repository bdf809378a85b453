import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { ResourceView } from '../../../shared/contract/contract.ts';
import { asAppError } from '../../../shared/errors.ts';
import type { AppErrorData } from '../../../shared/model/app-error.ts';
import { rfc } from '../../../shared/model/spec-name.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Hint } from '../../components/hint.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { host } from '../../host/host.ts';
import { TextField } from '../form/text-field.tsx';
import { MetadataFrame } from './metadata-frame.tsx';
import { MetadataTabs } from './metadata-tabs.tsx';
import classes from './resource-dialog.module.css';

interface ResourceDialogProps {
  readonly profileId: string;
  /** What to ask about, for a start; empty leaves that to the user. */
  readonly resource: string;
  /** What a challenge named; null for the well-known place. */
  readonly metadataUrl: string | null;
  readonly onClose: () => void;
}

/**
 * Asks a protected resource what it says about itself, reached as the profile reaches its server. Nothing is
 * fetched before the user says so: where to is the word of a resource that need not be a friend.
 */
export function ResourceDialog({ profileId, resource: given, metadataUrl, onClose }: ResourceDialogProps) {
  const [resource, setResource] = useState(given);
  const [place, setPlace] = useState(metadataUrl ?? '');
  const [asking, setAsking] = useState(false);
  const [view, setView] = useState<ResourceView | null>(null);
  const [failure, setFailure] = useState<AppErrorData | null>(null);

  const ask = async (event: FormEvent) => {
    event.preventDefault();
    setAsking(true);
    setFailure(null);
    const named = place.trim();
    try {
      setView(
        await host.invoke('server.discoverResource', {
          profileId,
          resource: resource.trim(),
          ...(named !== '' && { metadataUrl: named }),
        }),
      );
    } catch (thrown) {
      setView(null);
      setFailure(asAppError(thrown).toData());
    } finally {
      setAsking(false);
    }
  };
  const error = failure ?? view?.error ?? null;
  return (
    <MetadataFrame
      title="Resource metadata"
      onClose={onClose}
      head={
        <>
          <form className={classes.ask} onSubmit={(event) => void ask(event)}>
            <div className={classes.fields}>
              <TextField
                label="Protected resource"
                hint={
                  <Hint of="resource metadata">
                    What an API says about itself: which servers issue its tokens, and how it takes them. It stands at a well-known place
                    between host and path. <SpecAnchor spec={rfc(9728, '3')} />
                  </Hint>
                }
                data-autofocus
                placeholder="https://api.example.com/orders"
                value={resource}
                onChange={setResource}
              />
              {metadataUrl !== null && (
                <TextField
                  label="Its metadata"
                  aside={place === metadataUrl ? 'as the challenge names it' : undefined}
                  hint={
                    <Hint of="the place a challenge names">
                      The <code>resource_metadata</code> of its <code>WWW-Authenticate</code>. What stands there must name this resource, or
                      it is not used. <SpecAnchor spec={rfc(9728, '5.1')} />
                    </Hint>
                  }
                  placeholder="at its well-known place"
                  value={place}
                  note={view === null ? 'Nothing is fetched until you press Read.' : undefined}
                  onChange={setPlace}
                />
              )}
            </div>
            <Button type="submit" variant="filled" className={classes.read} disabled={resource.trim() === ''} loading={asking}>
              Read
            </Button>
          </form>
          <ErrorNotice error={error} />
        </>
      }
    >
      {view === null ? null : <MetadataTabs key={`${view.resource} ${view.exchanges[0]?.startedAt ?? ''}`} {...view} />}
    </MetadataFrame>
  );
}
