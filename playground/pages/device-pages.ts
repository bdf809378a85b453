import { html, Markup, page } from './page.ts';

/** Where the user enters the code that another device shows. @param form `oidc-provider`'s own form, already safe */
export function userCodePage(form: string, refused: boolean): string {
  return page(
    'Enter the code',
    html`<h1>Enter the code</h1>
${refused ? html`<p role="alert"><strong>That code is wrong, used up or expired.</strong></p>` : html`<p class="dim">It is shown by the device that asks for access.</p>`}
${new Markup(form)}
<div class="actions"><button class="primary" type="submit" form="op.deviceInputForm">Continue</button></div>`,
  );
}

/** Asks whether the code is the one the device shows. @param form `oidc-provider`'s own form, already safe */
export function userCodeConfirmPage(form: string, clientName: string, userCode: string): string {
  return page(
    'Confirm the device',
    html`<h1>Is this your device?</h1>
<p class="dim">${clientName} shows this code:</p>
<p><code>${userCode}</code></p>
${new Markup(form)}
<div class="actions">
<button class="primary" type="submit" form="op.deviceConfirmForm" autofocus>Continue</button>
<button type="submit" form="op.deviceConfirmForm" name="abort" value="yes">No, cancel</button>
</div>`,
  );
}

/** The device has what it asked for. */
export function deviceDonePage(clientName: string): string {
  return page('Signed in', html`<h1>Signed in</h1><p class="dim">${clientName} goes on by itself. You can close this page.</p>`);
}
