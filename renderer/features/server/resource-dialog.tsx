import { Button, Input, Modal } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import type { ResourceView } from '../../../shared/contract/contract.ts';
import { asAppError } from '../../../shared/errors.ts';
import type { AppErrorData } from '../../../shared/model/app-error.ts';
import { rfc } from '../../../shared/model/spec-name.ts';
import { Field } from '../../components/field.tsx';
import { Hint } from '../../components/hint.tsx';
import { Notice } from '../../components/notice.tsx';
import { SpecAnchor } from '../../components/spec-anchor.tsx';
import { host } from '../../host/host.ts';
import classes from './metadata-dialog.module.css';
import { MetadataTabs } from './metadata-tabs.tsx';

interface ResourceDialogProps {
  readonly profileId: string;
  /** Asked at once; empty leaves that to the user. */
  readonly resource: string;
  /** What a challenge named; null for the well-known place. */
  readonly metadataUrl: string | null;
  readonly onClose: () => void;
}

/** Asks a protected resource what it says about itself, reached as the profile reaches its server. */
export function ResourceDialog({ profileId, resource: given, metadataUrl, onClose }: ResourceDialogProps) {
  const [resource, setResource] = useState(given);
  const [asking, setAsking] = useState(false);
  const [view, setView] = useState<ResourceView | null>(null);
  const [failure, setFailure] = useState<AppErrorData | null>(null);

  const ask = async (url: string, place: string | null) => {
    setAsking(true);
    setFailure(null);
    try {
      setView(await host.invoke('server.discoverResource', { profileId, resource: url, ...(place !== null && { metadataUrl: place }) }));
    } catch (thrown) {
      setView(null);
      setFailure(asAppError(thrown).toData());
    } finally {
      setAsking(false);
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the dialog was opened for is asked once.
  useEffect(() => {
    if (given !== '') void ask(given, metadataUrl);
  }, []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    // What a challenge named belongs to the resource it came from.
    void ask(resource.trim(), resource === given ? metadataUrl : null);
  };
  const error = failure ?? view?.error ?? null;
  return (
    <Modal
      opened
      onClose={onClose}
      size={880}
      title="Resource metadata"
      closeButtonProps={{ 'aria-label': 'Close' }}
      classNames={{ content: view === null ? undefined : classes.content, body: classes.body }}
    >
      <div className={classes.head}>
        <form className={classes.ask} onSubmit={submit}>
          <Field
            label="Protected resource"
            hint={
              <Hint of="resource metadata">
                What an API says about itself: which servers issue its tokens, and how it takes them. It stands at a well-known place
                between host and path. <SpecAnchor spec={rfc(9728, '3')} />
              </Hint>
            }
          >
            {(parts) => (
              <Input
                {...parts}
                data-autofocus
                spellCheck={false}
                autoComplete="off"
                placeholder="https://api.example.com/orders"
                value={resource}
                onChange={(event) => setResource(event.currentTarget.value)}
              />
            )}
          </Field>
          <Button type="submit" variant="filled" disabled={resource.trim() === ''} loading={asking}>
            Read
          </Button>
        </form>
        {error !== null && (
          <Notice tone="bad" title={error.message} live>
            {error.hint}
          </Notice>
        )}
      </div>
      {view !== null && <MetadataTabs key={`${view.resource} ${view.exchanges[0]?.startedAt ?? ''}`} {...view} />}
    </Modal>
  );
}
