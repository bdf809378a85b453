import type { Locator, Page } from '@playwright/test';

/** The run on the screen, live or from history, as a user finds their way in it. */
export class ResultPane {
  readonly root: Locator;
  readonly sequence: Locator;
  /** How the run ended, in words. */
  readonly outcome: Locator;
  readonly exchanges: Locator;

  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.root = page.getByRole('region', { name: 'Result', exact: true });
    this.sequence = this.root.getByRole('group', { name: 'Sequence of the run' });
    this.outcome = this.root.getByRole('status').first();
    this.exchanges = this.root.getByRole('listbox', { name: 'Exchanges' });
  }

  /** An arrow that leads to its exchange. */
  arrow(label: string | RegExp): Locator {
    return this.sequence.getByRole('link', { name: label });
  }

  async open(tab: 'Tokens' | 'Verdicts' | 'Exchanges'): Promise<void> {
    await this.root.getByRole('tab', { name: tab }).click();
  }

  /** A card by its title: `ID token`, `Verdicts on this run`, `Request` … */
  card(title: string): Locator {
    return this.root.getByRole('region', { name: title, exact: true });
  }
}
