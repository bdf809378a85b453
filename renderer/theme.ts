import { type CSSVariablesResolver, createTheme, defaultCssVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import classes from './styles/mantine.module.css';

/** Light 6 and dark 4 are the accent of the pictures; the others are steps between. */
const accent: MantineColorsTuple = [
  '#eef1ff',
  '#dde3ff',
  '#ccd4ff',
  '#b4c1ff',
  '#8ea2ff',
  '#687ffe',
  '#3d5afe',
  '#3450ea',
  '#3047d6',
  '#2438b0',
];

/** Mantine dressed as the pictures: 13 px Inter, borders instead of shadows, radius 6 to 8, no motion where none is wanted. */
export const theme = createTheme({
  colors: { accent },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 4 },
  white: '#ffffff',
  black: '#1b1b1f',
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '14px', xl: '16px' },
  fontWeights: { regular: '400', medium: '500', bold: '600' },
  lineHeights: { xs: '1.4', sm: '1.4', md: '1.4', lg: '1.4', xl: '1.4' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '6px', lg: '8px', xl: '8px' },
  shadows: { xs: 'none', sm: 'none', md: 'none', lg: 'none', xl: 'none' },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    Input: { classNames: { wrapper: classes.inputWrapper, input: classes.input } },
    InputWrapper: {
      classNames: { root: classes.field, label: classes.label, description: classes.description, error: classes.error },
      defaultProps: { inputWrapperOrder: ['label', 'input', 'error', 'description'] },
    },
    Button: { defaultProps: { variant: 'default', size: 'sm' }, classNames: { root: classes.button } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 28 }, classNames: { root: classes.actionIcon } },
    Tooltip: {
      defaultProps: { openDelay: 350, transitionProps: { duration: 0 }, withArrow: false, multiline: true, maw: 320 },
      classNames: { tooltip: classes.tooltip },
    },
    Menu: {
      defaultProps: { transitionProps: { duration: 0 }, position: 'bottom-start', offset: 4 },
      classNames: { dropdown: classes.dropdown, item: classes.menuItem, label: classes.menuLabel },
    },
    Popover: { defaultProps: { transitionProps: { duration: 0 }, offset: 4 }, classNames: { dropdown: classes.popover } },
    Combobox: {
      defaultProps: { transitionProps: { duration: 0 }, offset: 4 },
      classNames: { dropdown: classes.dropdown, option: classes.option },
    },
    Modal: {
      defaultProps: { transitionProps: { duration: 0 }, overlayProps: { className: classes.overlay }, centered: true },
      classNames: { content: classes.modal, header: classes.modalHeader, title: classes.modalTitle, body: classes.modalBody },
    },
    Drawer: { defaultProps: { transitionProps: { duration: 0 }, overlayProps: { className: classes.overlay } } },
    SegmentedControl: {
      defaultProps: { size: 'xs', transitionDuration: 100, withItemsBorders: false },
      classNames: { root: classes.segments, indicator: classes.segment, label: classes.segmentLabel },
    },
    Checkbox: { defaultProps: { size: 'xs', radius: 'xs' }, classNames: { body: classes.checkboxBody, label: classes.checkboxLabel } },
    Switch: { defaultProps: { size: 'xs' } },
  },
});

/** Mantine's own colours, led back to ours, so that both themes are said once: in `styles/colours.css`. */
export const cssVariablesResolver: CSSVariablesResolver = (resolved) => {
  const standard = defaultCssVariablesResolver(resolved);
  const ours = {
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-bright': 'var(--text)',
    '--mantine-color-body': 'var(--panel)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-success': 'var(--good)',
    '--mantine-color-placeholder': 'var(--text-faint)',
    '--mantine-color-anchor': 'var(--accent-text)',
    '--mantine-color-default': 'var(--panel)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--text-dim)',
    '--mantine-color-default-border': 'var(--line)',
    '--mantine-color-dimmed': 'var(--text-dim)',
    '--mantine-color-disabled': 'var(--hover)',
    '--mantine-color-disabled-color': 'var(--text-faint)',
    '--mantine-color-disabled-border': 'var(--line)',
    '--mantine-primary-color-contrast': 'var(--on-accent)',
    '--mantine-color-accent-contrast': 'var(--on-accent)',
    '--mantine-color-accent-filled': 'var(--accent)',
    '--mantine-color-accent-filled-hover': 'var(--accent-hover)',
  };
  return { ...standard, light: { ...standard.light, ...ours }, dark: { ...standard.dark, ...ours } };
};
