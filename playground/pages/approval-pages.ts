import type { PendingApproval } from '../backchannel.ts';
import { decisionButtons, scopeItems } from './decision.ts';
import { html, page } from './page.ts';

/** In place of the users' devices: what clients ask them in the background, each to be answered. */
export function approvalPage(action: string, waiting: readonly PendingApproval[]): string {
  if (waiting.length === 0) {
    return page(
      'Nobody asks',
      html`<h1>Nobody asks anything</h1>
<p class="dim">Here the users answer requests that clients make in the background (CIBA). <a href="${action}">Look again</a></p>`,
    );
  }
  const requests = waiting.map(
    ({ id, username, clientName, bindingMessage, scopes }) => html`<section aria-label="${clientName} asks ${username}">
<h2>${username}’s phone</h2>
<p><strong>${clientName}</strong> asks for access.</p>
${bindingMessage === '' ? html`` : html`<p>It shows the same message: <code>${bindingMessage}</code></p>`}
<ul>${scopeItems(scopes)}</ul>
<form method="post" action="${action}">
<input type="hidden" name="id" value="${id}">
${decisionButtons}
</form>
</section>`,
  );
  return page('Allow access', html`<h1>Somebody asks for access</h1>${requests}`);
}

/** The user has answered. */
export function approvalDonePage(title: string, action: string): string {
  return page(
    'Answered',
    html`<h1>${title}</h1><p class="dim">You can close this page, or <a href="${action}">see what else waits</a>.</p>`,
  );
}
