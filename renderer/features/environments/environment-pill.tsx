import { Menu, UnstyledButton } from '@mantine/core';
import { IconBraces, IconCheck, IconPencil } from '@tabler/icons-react';
import { goTo } from '../../state/section-state.ts';
import { saveSettings, useEnvironment, workspaceState } from '../../state/workspace-state.ts';
import classes from './environment-pill.module.css';

const icon = { size: 16, 'aria-hidden': true, stroke: 1.75 } as const;

/** The environment whose variables are used, and the way to another. */
export function EnvironmentPill() {
  const environment = useEnvironment();
  const environments = workspaceState((state) => state.workspace?.environments) ?? [];
  const items = [{ id: null, name: 'No environment' }, ...environments];
  return (
    <Menu>
      <Menu.Target>
        <UnstyledButton className={classes.pill} aria-label={`Environment: ${environment?.name ?? 'none'}`} title={environment?.name}>
          <span className={classes.braces} aria-hidden>
            {'{}'}
          </span>
          <bdi className={classes.name}>{environment?.name ?? 'none'}</bdi>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map(({ id, name }) => (
          <Menu.Item
            key={id ?? 'none'}
            leftSection={id === (environment?.id ?? null) ? <IconCheck {...icon} /> : <span className={classes.space} />}
            onClick={() => void saveSettings({ environmentId: id })}
          >
            <bdi>{name}</bdi>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={environments.length === 0 ? <IconBraces {...icon} /> : <IconPencil {...icon} />}
          onClick={() => goTo('environments')}
        >
          {environments.length === 0 ? 'Add an environment …' : 'Edit environments …'}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
