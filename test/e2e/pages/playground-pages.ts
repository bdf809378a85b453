import type { Page } from '@playwright/test';

/** The pages of the authorization server, in the tab that the workbench opened. */
export class PlaygroundPages {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Waits for the sign-in page that `start` makes the workbench open. */
  static async openedBy(workbench: Page, start: () => Promise<void>): Promise<PlaygroundPages> {
    const [opened] = await Promise.all([workbench.context().waitForEvent('page'), start()]);
    return new PlaygroundPages(opened);
  }

  /** Makes the browser forget who signed in at the playground before; the workbench itself keeps no cookie. */
  static forgetSignIn(workbench: Page): Promise<void> {
    return workbench.context().clearCookies();
  }

  /** Signs in with the password that the page itself names beside the user. */
  async signIn(username: string): Promise<void> {
    const account = this.page.getByRole('row').filter({ hasText: username });
    await this.page.getByLabel('Username').fill(username);
    await this.page.getByLabel('Password').fill((await account.getByRole('cell').last().textContent()) ?? '');
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }

  async allow(): Promise<void> {
    await this.page.getByRole('button', { name: 'Allow' }).click();
  }

  async deny(): Promise<void> {
    await this.page.getByRole('button', { name: 'Deny' }).click();
  }
}
