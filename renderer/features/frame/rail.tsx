import { Tooltip, UnstyledButton } from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconBraces,
  IconClock,
  IconKey,
  IconRadar2,
  IconSearch,
  IconSettings,
  type TablerIcon,
} from '@tabler/icons-react';
import { goTo, type Section, sectionState } from '../../state/section-state.ts';
import classes from './rail.module.css';

const sections: readonly { section: Section; label: string; icon: TablerIcon }[] = [
  { section: 'workbench', label: 'Workbench', icon: IconAdjustmentsHorizontal },
  { section: 'inspector', label: 'Inspector', icon: IconSearch },
  { section: 'capture', label: 'Capture', icon: IconRadar2 },
  { section: 'tokens', label: 'Tokens', icon: IconKey },
  { section: 'environments', label: 'Environments', icon: IconBraces },
  { section: 'history', label: 'History', icon: IconClock },
];

/** The sections, one icon each. */
export function Rail() {
  return (
    <nav className={classes.rail} aria-label="Sections">
      {sections.map((entry) => (
        <Entry key={entry.section} {...entry} />
      ))}
      <span className={classes.gap} />
      <Entry section="settings" label="Settings" icon={IconSettings} />
    </nav>
  );
}

function Entry({ section, label, icon: Icon }: (typeof sections)[number]) {
  const current = sectionState((state) => state.section === section);
  return (
    <Tooltip label={label} position="right">
      <UnstyledButton
        className={classes.entry}
        aria-label={label}
        aria-current={current ? 'page' : undefined}
        onClick={() => goTo(section)}
      >
        <Icon size={18} stroke={1.75} aria-hidden />
      </UnstyledButton>
    </Tooltip>
  );
}
