import type { Locator, Page } from '@playwright/test';

/** The form of the chosen profile. */
export class ProfileForm {
  readonly page: Page;
  readonly name: Locator;
  readonly run: Locator;
  readonly cancel: Locator;
  readonly grant: Locator;
  readonly issuer: Locator;
  readonly tokenEndpoint: Locator;
  readonly clientId: Locator;
  readonly clientSecret: Locator;
  readonly authentication: Locator;
  readonly scope: Locator;
  readonly redirectUri: Locator;
  readonly username: Locator;
  readonly password: Locator;

  constructor(page: Page) {
    this.page = page;
    this.name = page.getByRole('heading', { level: 1 });
    this.run = page.getByRole('button', { name: /^Run/ });
    this.cancel = page.locator('footer').getByRole('button', { name: /^Cancel/ });
    this.grant = page.getByRole('button', { name: 'Grant', exact: true });
    this.issuer = page.getByLabel('Issuer', { exact: true }).and(page.getByRole('textbox'));
    this.tokenEndpoint = page.getByLabel('Token endpoint', { exact: true });
    this.clientId = page.getByLabel('Client ID', { exact: true });
    this.clientSecret = page.getByLabel('Secret', { exact: true });
    this.authentication = page.getByRole('button', { name: 'Authentication', exact: true });
    this.scope = page.getByLabel('Scope', { exact: true });
    this.redirectUri = page.getByLabel('Redirect URI', { exact: true });
    this.username = page.getByLabel('User name', { exact: true });
    this.password = page.getByLabel('Password', { exact: true });
  }

  /** Chooses an entry of one of the form's lists. */
  async choose(list: Locator, entry: string | RegExp): Promise<void> {
    await list.click();
    await this.page.getByRole('option', { name: entry }).click();
  }

  async chooseServer(kind: 'Issuer' | 'Endpoints' | 'Playground'): Promise<void> {
    await this.page.getByRole('radiogroup', { name: 'How the server is found' }).getByText(kind, { exact: true }).click();
  }

  /** Opens a folded section. */
  async unfold(title: string): Promise<void> {
    await this.section(title).click();
  }

  /** The line of a folded section: its title and what is inside. */
  section(title: string): Locator {
    return this.page.locator('summary').filter({ hasText: title });
  }

  /** What the server said about itself, beside the heading. */
  discovered(): Locator {
    return this.page.getByRole('button', { name: /^discovered/ });
  }
}
