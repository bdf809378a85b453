import type { Locator, Page } from '@playwright/test';

/** The list of profiles, and what stands below it. */
export class ProfileList {
  readonly page: Page;
  readonly search: Locator;
  readonly list: Locator;
  readonly playground: Locator;
  readonly recentRuns: Locator;

  constructor(page: Page) {
    this.page = page;
    this.search = page.getByRole('searchbox', { name: 'Search profiles' });
    this.list = page.getByRole('navigation', { name: 'Profiles' });
    this.playground = page.getByRole('region', { name: 'Playground server' });
    this.recentRuns = page.getByRole('region', { name: 'Recent runs' });
  }

  /** The row of a profile. */
  row(name: string): Locator {
    return this.list.locator('[data-row]').filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** The names in the order they stand. */
  names(): Promise<string[]> {
    return this.list.locator('[data-row] bdi').allTextContents();
  }

  /** The names under one heading. */
  group(name: string): Locator {
    return this.list.getByRole('region', { name, exact: true }).locator('[data-row] bdi');
  }

  async select(name: string): Promise<void> {
    await this.row(name).click();
  }

  async add(entry: 'New profile' | 'Choose your server …' | 'Playground profiles' | 'Import …' | 'Export all …'): Promise<void> {
    await this.page.getByRole('button', { name: 'Add a profile' }).click();
    await this.page.getByRole('menuitem', { name: entry }).click();
  }

  /** Does what the row's own menu offers. */
  async do(
    name: string,
    entry: 'Rename' | 'Duplicate' | 'Move to group …' | 'Move up' | 'Move down' | 'Export …' | 'Delete …',
  ): Promise<void> {
    await this.row(name).click({ button: 'right' });
    await this.page.getByRole('menuitem', { name: entry }).click();
  }
}
