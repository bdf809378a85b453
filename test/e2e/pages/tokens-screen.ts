import type { Locator, Page } from '@playwright/test';

/** The Tokens section. */
export class TokensScreen {
  readonly list: Locator;
  readonly rows: Locator;
  readonly search: Locator;
  readonly detail: Locator;
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.list = page.getByRole('listbox', { name: 'Tokens' });
    this.rows = this.list.getByRole('option');
    this.search = page.getByRole('textbox', { name: 'Search tokens' });
    this.detail = page.getByRole('main');
  }

  async open(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Sections' }).getByRole('button', { name: 'Tokens' }).click();
  }

  async action(name: string): Promise<void> {
    await this.detail.getByRole('button', { name }).click();
  }

  /** Answers the question in front of the screen. */
  async confirm(answer: string): Promise<void> {
    await this.page.getByRole('dialog').getByRole('button', { name: answer, exact: true }).click();
  }
}
