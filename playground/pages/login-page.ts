import { users } from '../accounts.ts';
import { html, page } from './page.ts';

export interface LoginView {
  /** Where the form goes. */
  readonly action: string;
  readonly clientName: string;
  /** Name put into the field: what the user typed, or the request's `login_hint`. */
  readonly username: string;
  /** Whether these credentials were just refused. */
  readonly refused: boolean;
}

/** Where the user signs in. Filled in with alice, so that one click is enough. */
export function loginPage(view: LoginView): string {
  const known = users.find((user) => user.username === view.username);
  const invalid = html`${view.refused ? html` aria-invalid="true" aria-describedby="problem"` : ''}`;
  return page(
    'Sign in',
    html`<h1>Sign in</h1>
<p class="dim">to continue to ${view.clientName}</p>
${view.refused ? html`<p class="problem" id="problem" role="alert">Username or password is wrong. The accounts below work.</p>` : ''}
<form method="post" action="${view.action}">
<input type="hidden" name="step" value="login">
<label for="username">Username</label>
<input id="username" name="username" value="${view.username}" required autocomplete="off" autocapitalize="none" spellcheck="false"${invalid}>
<label for="password">Password</label>
<input id="password" name="password" type="password" value="${view.refused ? '' : (known?.password ?? '')}" required autocomplete="off"${invalid}>
<div class="actions">
<button class="primary" type="submit">Sign in</button>
<button type="submit" name="decision" value="deny" formnovalidate>Cancel</button>
</div>
</form>
<section class="accounts" aria-labelledby="accounts">
<h2 id="accounts">Practice accounts</h2>
<table>
<thead><tr><th scope="col">Username</th><th scope="col">Password</th></tr></thead>
<tbody>${users.map((user) => html`<tr><td><code>${user.username}</code></td><td><code>${user.password}</code></td></tr>`)}</tbody>
</table>
</section>`,
  );
}
