import { useMantineColorScheme } from '@mantine/core';
import { Component, lazy, type ReactNode, Suspense, useEffect } from 'react';
import classes from './app.module.css';
import { Notice } from './components/notice.tsx';
import { Banners } from './features/frame/banners.tsx';
import { Rail } from './features/frame/rail.tsx';
import { Refused } from './features/frame/refused.tsx';
import { WorkbenchScreen } from './features/frame/workbench-screen.tsx';
import { dialogState } from './state/dialog-state.ts';
import { hostState } from './state/host-state.ts';
import { sectionState } from './state/section-state.ts';
import { useSettings, workspaceState } from './state/workspace-state.ts';

// What is not the first screen comes when it is asked for.
const OpenDialog = lazy(() => import('./features/frame/open-dialog.tsx').then(({ OpenDialog }) => ({ default: OpenDialog })));
const CaptureScreen = lazy(() => import('./features/capture/capture-screen.tsx').then(({ CaptureScreen }) => ({ default: CaptureScreen })));
const EnvironmentsScreen = lazy(() =>
  import('./features/environments/environments-screen.tsx').then(({ EnvironmentsScreen }) => ({ default: EnvironmentsScreen })),
);
const HistoryScreen = lazy(() => import('./features/history/history-screen.tsx').then(({ HistoryScreen }) => ({ default: HistoryScreen })));
const InspectorScreen = lazy(() =>
  import('./features/inspector/inspector-screen.tsx').then(({ InspectorScreen }) => ({ default: InspectorScreen })),
);
const SettingsScreen = lazy(() =>
  import('./features/settings/settings-screen.tsx').then(({ SettingsScreen }) => ({ default: SettingsScreen })),
);
const TokensScreen = lazy(() => import('./features/tokens/tokens-screen.tsx').then(({ TokensScreen }) => ({ default: TokensScreen })));

/** The whole screen. */
export function App() {
  const refused = hostState((state) => state.connection.state === 'refused');
  const ready = workspaceState((state) => state.workspace !== null);
  const hasDialog = dialogState((state) => state.dialog !== null);
  useTheme();
  if (refused) return <Refused />;
  return (
    <div className={classes.app}>
      <Banners />
      <div className={classes.row}>
        <Rail />
        <div className={classes.section}>
          <Guard>
            {ready && <SectionScreen />}
            {ready && hasDialog && (
              <Suspense>
                <OpenDialog />
              </Suspense>
            )}
          </Guard>
        </div>
      </div>
    </div>
  );
}

function SectionScreen() {
  const section = sectionState((state) => state.section);
  switch (section) {
    case 'workbench':
      return <WorkbenchScreen />;
    case 'inspector':
      return <Suspense>{<InspectorScreen />}</Suspense>;
    case 'capture':
      return <Suspense>{<CaptureScreen />}</Suspense>;
    case 'tokens':
      return <Suspense>{<TokensScreen />}</Suspense>;
    case 'environments':
      return <Suspense>{<EnvironmentsScreen />}</Suspense>;
    case 'history':
      return <Suspense>{<HistoryScreen />}</Suspense>;
    case 'settings':
      return <Suspense>{<SettingsScreen />}</Suspense>;
  }
}

/** The theme of the settings, once they are known; Mantine remembers it for the moments before. */
function useTheme(): void {
  const chosen = useSettings()?.theme;
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => {
    if (chosen !== undefined) setColorScheme(chosen === 'system' ? 'auto' : chosen);
  }, [chosen, setColorScheme]);
}

/** A fault in one screen leaves the others usable, and is said. */
class Guard extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div className={classes.fault}>
        <Notice tone="bad" live title="This screen has a fault">
          What you entered is saved. Reload the page; if it repeats, report it with the steps that led here.
        </Notice>
      </div>
    );
  }
}
