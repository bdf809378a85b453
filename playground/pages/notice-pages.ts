import { html, Markup, page } from './page.ts';

/** An authorization request that cannot be sent back to the client, with what the server says of it. */
export function errorPage(facts: Readonly<Record<string, unknown>>): string {
  const rows = Object.entries(facts)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => html`<dt>${name}</dt><dd><code>${String(value)}</code></dd>`);
  return page(
    'Request refused',
    html`<h1>Request refused</h1><p class="dim">The playground cannot go on with this request.</p><dl>${rows}</dl>`,
  );
}

/** Asks before signing out. @param form `oidc-provider`'s own form, already safe. */
export function signOutPage(form: string): string {
  return page(
    'Sign out',
    html`<h1>Sign out?</h1>
<p class="dim">You are signed in at the playground.</p>
${new Markup(form)}
<div class="actions">
<button class="primary" type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>
<button type="submit" form="op.logoutForm">Stay signed in</button>
</div>`,
  );
}

export function signedOutPage(): string {
  return page('Signed out', html`<h1>Signed out</h1><p class="dim">You can close this page.</p>`);
}

/** What stands at the playground's root, for whoever opens it in a browser. */
export function welcomePage(issuer: string): string {
  return page(
    'Welcome',
    html`<h1>Grantbench playground</h1>
<p class="dim">An authorization server to practise with. It runs while Grantbench runs, and forgets everything when it stops.</p>
<dl>
<dt>Issuer</dt><dd><code>${issuer}</code></dd>
<dt>Metadata</dt><dd><a href="/.well-known/openid-configuration"><code>${issuer}/.well-known/openid-configuration</code></a></dd>
<dt>Requests in the background</dt><dd><a href="/approve">answer them in the users’ place</a></dd>
</dl>`,
  );
}
