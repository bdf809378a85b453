import type { Locator, Page } from '@playwright/test';

/** The inspector, as a user finds their way in it. */
export class InspectorScreen {
  readonly page: Page;
  readonly reading: Locator;

  constructor(page: Page) {
    this.page = page;
    this.reading = page.getByRole('region', { name: 'Reading', exact: true });
  }

  async open(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Sections' }).getByRole('button', { name: 'Inspector' }).click();
  }

  editor(name: 'Token' | 'First token' | 'Second token' = 'Token'): Locator {
    return this.page.getByRole('textbox', { name, exact: true });
  }

  async choose(task: 'Read' | 'Edit' | 'Compare'): Promise<void> {
    await this.page.getByRole('radiogroup', { name: 'Task' }).getByText(task, { exact: true }).click();
  }

  /** Puts a text where another stood, as pasting does. */
  async paste(text: string, name: 'Token' | 'First token' | 'Second token' = 'Token'): Promise<void> {
    await this.editor(name).focus();
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.editor(name).evaluate((element, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  }

  /** A card of the reading by its title. */
  card(title: string | RegExp): Locator {
    return this.reading.getByRole('region', { name: title });
  }

  /** Opens a list of choices and takes one. */
  async pick(label: string, option: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name: label, exact: true }).click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }
}
