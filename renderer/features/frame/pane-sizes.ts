/** Widths of the panes in pixels, as the user left them. Kept by this browser: another screen has another width. */
interface PaneSizes {
  readonly sidebar: number;
  readonly form: number;
}

const defaults: Record<'wide' | 'narrow', PaneSizes> = {
  wide: { sidebar: 248, form: 391 },
  narrow: { sidebar: 220, form: 0 },
};

const keyOf = (layout: 'wide' | 'narrow') => `grantbench.panes.${layout}`;

/** The remembered widths, or those of the pictures. */
export function paneSizes(layout: 'wide' | 'narrow'): PaneSizes {
  const [sidebar, form] = (localStorage.getItem(keyOf(layout)) ?? '').split(',').map(Number.parseFloat);
  const usable = (size: number | undefined): size is number => size !== undefined && Number.isFinite(size) && size > 0;
  return {
    sidebar: usable(sidebar) ? sidebar : defaults[layout].sidebar,
    form: usable(form) ? form : defaults[layout].form,
  };
}

/** Remembers the widths of the fixed panes; the result takes what is left. */
export function rememberPanes(layout: 'wide' | 'narrow', sizes: readonly (string | number)[]): void {
  const pixels = sizes.filter((size) => typeof size === 'string' && size.endsWith('px')).map((size) => Number.parseFloat(String(size)));
  localStorage.setItem(keyOf(layout), pixels.join(','));
}
