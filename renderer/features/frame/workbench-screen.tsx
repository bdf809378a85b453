import { Drawer, Splitter, type SplitterProps, VisuallyHidden } from '@mantine/core';
import { useHotkeys, useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import type { Profile } from '../../../shared/model/profile.ts';
import { runSelectedProfile } from '../../state/run-profile.ts';
import { useShownRun } from '../../state/run-state.ts';
import { sectionState } from '../../state/section-state.ts';
import { useSelectedProfile } from '../../state/workspace-state.ts';
import { ProfileForm } from '../form/profile-form.tsx';
import { Sidebar } from '../profiles/sidebar.tsx';
import { ResultPane } from '../run/result-pane.tsx';
import { FirstStart } from '../start/first-start.tsx';
import { FormSummaryBar } from './form-summary-bar.tsx';
import { paneSizes, rememberPanes } from './pane-sizes.ts';
import classes from './workbench-screen.module.css';

/** The main screen: profiles, the form of the chosen one, and its run. Narrow, the form is a drawer; small (a large zoom), the profiles too. */
export function WorkbenchScreen() {
  const profile = useSelectedProfile();
  // Ctrl+Enter runs from wherever the focus is, text fields included.
  useHotkeys([['mod+Enter', () => void runSelectedProfile()]], []);
  const wide = useMediaQuery('(min-width: 1200px)', matchMedia('(min-width: 1200px)').matches);
  const small = useMediaQuery('(max-width: 639px)', matchMedia('(max-width: 639px)').matches);
  if (profile === null) return <FirstStart />;
  if (wide) return <Wide profile={profile} />;
  return small ? <Small profile={profile} /> : <Narrow profile={profile} />;
}

/** A line between two panes that can be dragged, or moved with the arrow keys. */
function Panes({ name, children }: { readonly name: 'wide' | 'narrow'; readonly children: SplitterProps['children'] }) {
  return (
    <Splitter
      className={classes.panes}
      classNames={{ handle: classes.handle }}
      withHandle={false}
      lineSize={1}
      step="8px"
      shiftStep="64px"
      onSizeChange={(sizes) => rememberPanes(name, sizes)}
    >
      {children}
    </Splitter>
  );
}

function Wide({ profile }: { readonly profile: Profile }) {
  const [sizes] = useState(() => paneSizes('wide'));
  return (
    <Panes name="wide">
      <Splitter.Pane defaultSize={`${sizes.sidebar}px`} min="190px" max="420px">
        <Sidebar />
      </Splitter.Pane>
      <Splitter.Pane defaultSize={`${sizes.form}px`} min="340px" max="640px">
        <main className={classes.form}>
          <ProfileForm profile={profile} />
        </main>
      </Splitter.Pane>
      <Splitter.Pane defaultSize={100} className={classes.result}>
        <Result profile={profile} />
      </Splitter.Pane>
    </Panes>
  );
}

function Narrow({ profile }: { readonly profile: Profile }) {
  const [sizes] = useState(() => paneSizes('narrow'));
  return (
    <>
      <Panes name="narrow">
        <Splitter.Pane defaultSize={`${sizes.sidebar}px`} min="180px" max="360px">
          <Sidebar />
        </Splitter.Pane>
        <Splitter.Pane defaultSize={100} className={classes.result}>
          <BarAndResult profile={profile} />
        </Splitter.Pane>
      </Panes>
      <FormDrawer profile={profile} />
    </>
  );
}

function Small({ profile }: { readonly profile: Profile }) {
  const [open, setOpen] = useState(false);
  // Whoever chose a profile wants to see it.
  const [chosen, setChosen] = useState(profile.id);
  if (chosen !== profile.id) {
    setChosen(profile.id);
    setOpen(false);
  }
  return (
    <>
      <BarAndResult profile={profile} onProfiles={() => setOpen(true)} />
      <LeftDrawer name="All profiles" open={open} onClose={() => setOpen(false)}>
        <Sidebar />
      </LeftDrawer>
      <FormDrawer profile={profile} />
    </>
  );
}

function BarAndResult({ profile, onProfiles }: { readonly profile: Profile; readonly onProfiles?: () => void }) {
  return (
    <main className={classes.narrow}>
      <FormSummaryBar
        profile={profile}
        onOpen={() => sectionState.setState({ formOpen: true })}
        {...(onProfiles !== undefined && { onProfiles })}
      />
      <div className={classes.rest}>
        <VisuallyHidden component="h2">Result</VisuallyHidden>
        <Result profile={profile} />
      </div>
    </main>
  );
}

function FormDrawer({ profile }: { readonly profile: Profile }) {
  const open = sectionState((state) => state.formOpen);
  const close = () => sectionState.setState({ formOpen: false });
  return (
    <LeftDrawer name="Profile" open={open} onClose={close}>
      <ProfileForm profile={profile} onClose={close} />
    </LeftDrawer>
  );
}

interface LeftDrawerProps {
  readonly name: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

function LeftDrawer({ name, open, onClose, children }: LeftDrawerProps) {
  return (
    // A class name of the content itself would dress what surrounds it too, and lay the drawer on its side.
    <Drawer.Root opened={open} onClose={onClose} position="left" size="min(440px, 100vw)" classNames={{ content: classes.drawer }}>
      <Drawer.Overlay />
      <Drawer.Content aria-label={name}>
        <Drawer.Body className={classes.drawerBody}>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

function Result({ profile }: { readonly profile: Profile }) {
  return <ResultPane run={useShownRun(profile.id)} profile={profile} />;
}
