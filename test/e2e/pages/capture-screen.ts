import type { Locator, Page } from '@playwright/test';

/** The Capture section. */
export class CaptureScreen {
  readonly page: Page;
  readonly rows: Locator;
  readonly detail: Locator;

  constructor(page: Page) {
    this.page = page;
    this.rows = page.getByRole('listbox', { name: 'Captured requests' }).getByRole('option');
    this.detail = page.getByRole('region', { name: 'Captured request', exact: true });
  }

  /** Listens on a free port, for so many requests where that is said. @returns the redirect URI to register. */
  async listen(path: string, count?: number): Promise<string> {
    await this.page.getByLabel('Path', { exact: true }).fill(path);
    if (count !== undefined) {
      await this.page.getByRole('button', { name: 'End by itself…' }).click();
      await this.page.getByLabel('Ends after requests').fill(String(count));
    }
    await this.page.getByRole('button', { name: 'Listen', exact: true }).click();
    const address = await this.page.getByRole('list', { name: 'Listening' }).locator('code').last().textContent();
    if (address === null) throw new Error('Nothing listens');
    return address;
  }

  /** Saves what the export dialog offers. @returns the file's name and text. */
  async save(secrets: boolean): Promise<{ name: string; text: string }> {
    const dialog = this.page.getByRole('dialog');
    if (secrets) await dialog.getByLabel('With secrets').check();
    const [download] = await Promise.all([this.page.waitForEvent('download'), dialog.getByRole('button', { name: /^Save/ }).click()]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    return { name: download.suggestedFilename(), text: Buffer.concat(chunks).toString() };
  }
}
