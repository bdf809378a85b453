import { decisionButtons, scopeItems } from './decision.ts';
import { html, page } from './page.ts';

export interface ConsentView {
  readonly action: string;
  /** Where to sign in as somebody else. */
  readonly switchUrl: string;
  readonly clientName: string;
  readonly username: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
}

/** Where the user lets the client have what it asked for, or not. */
export function consentPage(view: ConsentView): string {
  const scopes = scopeItems(view.scopes);
  return page(
    'Allow access',
    html`<h1>Allow access?</h1>
<p class="dim">${view.clientName} asks for access as <strong>${view.username}</strong>. <a href="${view.switchUrl}">Use another account</a></p>
${scopes.length > 0 ? html`<h2 id="scopes">It would be able to</h2><ul aria-labelledby="scopes">${scopes}</ul>` : html`<p>It asks for no particular scope.</p>`}
<dl><dt>You will be sent to</dt><dd><code>${view.redirectUri}</code></dd></dl>
<form method="post" action="${view.action}">
<input type="hidden" name="step" value="consent">
${decisionButtons}
</form>`,
  );
}
