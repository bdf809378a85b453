import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { usesRedirect } from '../../../shared/model/grant-traits.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import { Notice } from '../../components/notice.tsx';
import { ClientSection } from './client-section.tsx';
import { DialectSection } from './dialect-section.tsx';
import { editOf } from './edit-profile.ts';
import { EditsSection } from './edits-section.tsx';
import { FlowSection } from './flow-section.tsx';
import { FormHeader } from './form-header.tsx';
import { GrantSection } from './grant-section.tsx';
import { LimitsSection } from './limits-section.tsx';
import { OpenIdSection } from './openid-section.tsx';
import classes from './profile-form.module.css';
import { ProtectionSection } from './protection-section.tsx';
import { RequestSection } from './request-section.tsx';
import { RunBar } from './run-bar.tsx';
import { ServerSection } from './server-section.tsx';
import { TlsSection } from './tls-section.tsx';

/** Everything about one profile: head, fields, and Run under them, always in sight. */
export function ProfileForm({ profile, onClose }: { readonly profile: Profile; readonly onClose?: () => void }) {
  const edit = useMemo(() => editOf(profile.id), [profile.id]);
  const parts = { profile, edit };
  return (
    <div className={classes.form}>
      <FormHeader {...parts} />
      {/* Above what scrolls: it is in sight for as long as it holds. */}
      {!profile.tls.verify && (
        <div className={classes.warning}>
          <Notice
            tone="warn"
            title="Certificates are not verified"
            actions={
              <Button size="xs" onClick={() => edit(({ tls }) => ({ tls: { ...tls, verify: true } }))}>
                Verify again
              </Button>
            }
          >
            Nobody checks that the server is who it says.
          </Notice>
        </div>
      )}
      {/* Each profile has a form of its own: what is open, typed and shown in one is not in the next. */}
      <div className={classes.scroll} key={profile.id}>
        <div className={classes.grant}>
          <GrantSection {...parts} />
        </div>
        <ServerSection {...parts} />
        <ClientSection {...parts} />
        <RequestSection {...parts} />
        <div>
          <EditsSection {...parts} />
          {usesRedirect(profile.grant) && <FlowSection {...parts} />}
          {usesRedirect(profile.grant) && <OpenIdSection {...parts} />}
          <ProtectionSection {...parts} />
          <DialectSection {...parts} />
          <TlsSection {...parts} />
          <LimitsSection {...parts} />
        </div>
      </div>
      <RunBar profile={profile} onClose={onClose} />
    </div>
  );
}
