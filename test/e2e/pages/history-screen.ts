import type { Locator, Page } from '@playwright/test';
import { ResultPane } from './result-pane.ts';

/** The History section. */
export class HistoryScreen {
  readonly list: Locator;
  readonly rows: Locator;
  readonly search: Locator;
  readonly result: ResultPane;

  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.list = page.getByRole('listbox', { name: 'Runs' });
    this.rows = this.list.getByRole('option');
    this.search = page.getByRole('textbox', { name: 'Search runs' });
    this.result = new ResultPane(page);
  }

  async open(): Promise<void> {
    await this.page
      .getByRole('button', { name: 'History' })
      .or(this.page.getByRole('link', { name: 'History' }))
      .first()
      .click();
  }

  /** Chooses one of the few values of a filter. */
  async filter(name: 'Profile' | 'Task' | 'Grant' | 'Outcome', value: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click();
    await this.page.getByRole('listbox', { name, exact: true }).getByRole('option', { name: value }).first().click();
  }

  /** Answers the question in front of the screen. */
  async confirm(answer: string): Promise<void> {
    await this.page.getByRole('dialog').getByRole('button', { name: answer, exact: true }).click();
  }
}
