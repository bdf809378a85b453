import type { Page } from '@playwright/test';

/** The playground's own pages, as a user who signs in meets them. */
export class SignInPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The sign-in page fills in the password of a known user by itself. */
  async signIn(username = 'alice'): Promise<void> {
    await this.page.locator('#username').fill(username);
    const password = this.page.locator('#password');
    if ((await password.inputValue()) === '') await password.fill(username);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }

  async allow(): Promise<void> {
    await this.page.getByRole('button', { name: 'Allow' }).click();
  }

  /** Allows, as in a browser that cannot reach the redirect URI. @returns where it was sent. */
  async allowUnreachable(): Promise<string> {
    const { request } = this.page.context();
    const redirected = Promise.withResolvers<string>();
    await this.page.route('**/*', async (route) => {
      let answer = await route.fetch({ maxRedirects: 0 });
      for (;;) {
        const location = answer.headers().location;
        if (location === undefined) return route.fulfill({ response: answer });
        const next = new URL(location, answer.url()).href;
        if (new URL(next).searchParams.has('code')) {
          redirected.resolve(next);
          return route.abort();
        }
        answer = await request.get(next, { maxRedirects: 0 });
      }
    });
    await this.allow();
    return redirected.promise;
  }

  async deny(): Promise<void> {
    await this.page.getByRole('button', { name: 'Deny' }).click();
  }
}
