import { expect, test } from './host-fixture.ts';
import { PlaygroundPages } from './pages/playground-pages.ts';
import { Workbench } from './pages/workbench.ts';

test('a run is stopped and changed on its way, and a finished one sent again', async ({ page, host }) => {
  const workbench = new Workbench(page);
  const { profiles, form, result } = workbench;
  await host.open(page);
  await workbench.startPlayground();

  await test.step('a run stands still where one asked for it, what comes next is changed by hand, and the verdicts say so', async () => {
    await profiles.select('Web app with PKCE');

    await page.getByRole('button', { name: 'Step through' }).click();
    await page.getByRole('menuitem', { name: 'Stop everywhere' }).click();
    await expect(page.getByRole('button', { name: 'Step through: 3 stops' })).toBeVisible();
    await form.run.click();

    const before = result.getByRole('region', { name: 'Stopped before the authorization request' });
    await before.getByRole('textbox', { name: 'Value of state' }).fill('chosen-by-hand');
    await before.getByRole('button', { name: 'Remove nonce' }).click();
    // Another section is looked at in between; what was made of the request is still there.
    await workbench.goTo('Inspector');
    await workbench.goTo('Workbench');
    await expect(before.getByRole('textbox', { name: 'Value of state' })).toHaveValue('chosen-by-hand');
    await expect(before.getByRole('button', { name: 'Put nonce back' })).toBeVisible();
    // Enter in a field goes on.
    const pages = await PlaygroundPages.openedBy(page, () => before.getByRole('textbox', { name: 'Value of state' }).press('Enter'));
    await pages.signIn('alice');
    await pages.allow();
    await expect(pages.page.getByText('holds it at a break point')).toBeVisible();

    const callback = result.getByRole('region', { name: 'Stopped before accepting the callback' });
    await expect(callback.getByRole('textbox', { name: 'Value of state' })).toHaveValue('chosen-by-hand');
    await expect(callback.getByRole('button', { name: 'Accept it' })).toBeFocused();
    await page.keyboard.press('Enter');

    const token = result.getByRole('region', { name: 'Stopped before the token request' });
    const verifier = token.getByLabel('Value of code_verifier');
    await expect(verifier).toHaveValue('');
    await token.getByRole('button', { name: 'Show code_verifier' }).click();
    await expect(verifier).toHaveValue(/^[\w-]{43}$/);
    await verifier.fill('not-the-verifier-of-this-run-0123456789-abcdefgh');
    await token.getByRole('button', { name: 'Send it with the changes' }).click();

    await expect(result).toContainText('invalid_grant');
    await expect(result).toContainText('The code_verifier does not belong to the code_challenge');
    await expect(page.locator('body')).not.toContainText('not-the-verifier-of-this-run');
  });

  await test.step('a token request is sent again: the code is used up, the run is marked as a replay, and History says so', async () => {
    await PlaygroundPages.forgetSignIn(page);
    await page.getByRole('button', { name: 'Step through: 3 stops' }).click();
    await page.getByRole('menuitem', { name: 'Stop nowhere' }).click();
    await profiles.select('Native app with PKCE');
    const pages = await PlaygroundPages.openedBy(page, () => form.run.click());
    await pages.signIn('alice');
    await pages.allow();
    await expect(workbench.token('ID token')).toBeVisible();

    await result.getByRole('tab', { name: 'Exchanges' }).click();
    await result.getByRole('option', { name: /^token/ }).click();
    await result.getByRole('button', { name: 'Send again…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Send this request again' });
    await expect(dialog.getByLabel('Value of code', { exact: true })).toHaveValue('');
    await dialog.getByRole('button', { name: 'Add parameter' }).click();
    await dialog.getByRole('textbox', { name: 'Name of the added parameter' }).fill('trace');
    await dialog.getByRole('textbox', { name: 'Value of trace' }).fill('by hand');
    await dialog.getByRole('button', { name: 'Send again with the changes' }).click();

    await expect(result).toContainText('replay');
    await result.getByRole('tab', { name: 'Tokens' }).click();
    await expect(result).toContainText('The run that is replayed here sent this code before.');
    await workbench.goTo('History');
    await expect(page.getByRole('listbox', { name: 'Runs' }).getByRole('option').first()).toContainText('replay');
  });
});
