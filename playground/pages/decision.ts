import { html } from './page.ts';
import { scopeMeaning } from './scope-meanings.ts';

/** What a client asks for, as list items for the user who decides. */
export function scopeItems(scopes: readonly string[]) {
  return scopes.map((scope) => html`<li>${scopeMeaning(scope)} <code class="dim">${scope}</code></li>`);
}

/** The two buttons by which the user decides; they stand in the form that sends the `decision`. */
export const decisionButtons = html`<div class="actions">
<button class="primary" type="submit" name="decision" value="allow">Allow</button>
<button type="submit" name="decision" value="deny">Deny</button>
</div>`;
