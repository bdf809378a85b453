import { expect, type Locator, type Page } from '@playwright/test';
import { ProfileForm } from './profile-form.ts';
import { ProfileList } from './profile-list.ts';

/** The whole screen, whichever host serves it. */
export class Workbench {
  readonly page: Page;
  readonly profiles: ProfileList;
  readonly form: ProfileForm;
  readonly result: Locator;

  constructor(page: Page) {
    this.page = page;
    this.profiles = new ProfileList(page);
    this.form = new ProfileForm(page);
    this.result = page.getByRole('region', { name: 'Result' });
  }

  async goTo(section: 'Workbench' | 'Inspector' | 'Tokens' | 'Capture' | 'Environments' | 'History' | 'Settings'): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Sections' }).getByRole('button', { name: section }).click();
  }

  /** From the first start to a list of ready profiles. */
  async startPlayground(): Promise<void> {
    await this.page.getByRole('button', { name: 'Start the playground' }).click();
    await expect(this.profiles.row('Machine client')).toBeVisible({ timeout: 20_000 });
  }

  /** A card of the result: `Access token`, `ID token`, `Refresh token`. */
  token(title: 'Access token' | 'Refresh token' | 'ID token'): Locator {
    return this.result.getByRole('region', { name: title });
  }
}
