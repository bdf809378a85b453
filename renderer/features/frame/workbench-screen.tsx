import { Drawer, Splitter, type SplitterProps, VisuallyHidden } from '@mantine/core';
import { useHotkeys, useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
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

/** The main screen: profiles, the form of the chosen one, and its run. Narrow, the form is a drawer. */
export function WorkbenchScreen() {
  const profile = useSelectedProfile();
  // Ctrl+Enter runs from wherever the focus is, text fields included.
  useHotkeys([['mod+Enter', () => void runSelectedProfile()]], []);
  const wide = useMediaQuery('(min-width: 1200px)', matchMedia('(min-width: 1200px)').matches);
  if (profile === null) return <FirstStart />;
  return wide ? <Wide profile={profile} /> : <Narrow profile={profile} />;
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
  const open = sectionState((state) => state.formOpen);
  const close = () => sectionState.setState({ formOpen: false });
  return (
    <>
      <Panes name="narrow">
        <Splitter.Pane defaultSize={`${sizes.sidebar}px`} min="180px" max="360px">
          <Sidebar />
        </Splitter.Pane>
        <Splitter.Pane defaultSize={100} className={classes.result}>
          <main className={classes.narrow}>
            <FormSummaryBar profile={profile} onOpen={() => sectionState.setState({ formOpen: true })} />
            <div className={classes.rest}>
              <VisuallyHidden component="h2">Result</VisuallyHidden>
              <Result profile={profile} />
            </div>
          </main>
        </Splitter.Pane>
      </Panes>
      <Drawer.Root opened={open} onClose={close} position="left" size={440}>
        <Drawer.Overlay />
        <Drawer.Content className={classes.drawer} aria-label="Profile">
          <Drawer.Body className={classes.drawerBody}>
            <ProfileForm profile={profile} onClose={close} />
          </Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
    </>
  );
}

function Result({ profile }: { readonly profile: Profile }) {
  return <ResultPane run={useShownRun(profile.id)} profile={profile} />;
}
