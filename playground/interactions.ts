import type { Middleware } from 'koa';
import type Provider from 'oidc-provider';
import type { InteractionResults } from 'oidc-provider';
import { authenticate } from './accounts.ts';
import { formPolicy } from './page-headers.ts';
import { consentPage } from './pages/consent-page.ts';
import { loginPage } from './pages/login-page.ts';
import { readForm } from './read-form.ts';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

const denied: InteractionResults = { error: 'access_denied', error_description: 'the user denied the request' };

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** The playground's own login and consent pages, at `/interaction/<uid>`. */
export function interactionPages(provider: Provider): Middleware {
  return async (context, next) => {
    const path = /^\/interaction\/[\w-]+$/.exec(context.path)?.[0];
    if (path === undefined) return next();

    const interaction = await provider.interactionDetails(context.req, context.res);
    const clientName = (await provider.Client.find(text(interaction.params.client_id)))?.clientName ?? 'This client';
    const redirectUri = text(interaction.params.redirect_uri);
    context.set('Content-Security-Policy', formPolicy(redirectUri));

    const showLogin = (username: string, refused: boolean) => {
      context.type = 'html';
      context.body = loginPage({ action: path, clientName, username, refused });
    };
    const finish = async (result: InteractionResults, mergeWithLastSubmission: boolean) => {
      const returnTo = await provider.interactionResult(context.req, context.res, result, { mergeWithLastSubmission });
      context.status = 303;
      context.redirect(returnTo);
    };

    if (context.method === 'GET') {
      const switching = context.query.switch !== undefined;
      if (interaction.prompt.name === 'login' || switching) return showLogin(text(interaction.params.login_hint) || 'alice', false);
      context.type = 'html';
      context.body = consentPage({
        action: path,
        switchUrl: `${path}?switch`,
        clientName,
        username: interaction.session?.accountId ?? '',
        scopes: text(interaction.params.scope).split(' ').filter(Boolean),
        redirectUri,
      });
      return;
    }

    if (context.method !== 'POST') return context.throw(405);
    // A form of another page, even of another port of this machine, must not decide for the user.
    if (!['same-origin', 'none', ''].includes(context.get('Sec-Fetch-Site'))) return context.throw(403);
    const form = await readForm(context.req);
    if (form === null) return context.throw(413);
    if (form.get('decision') === 'deny') return finish(denied, false);
    if (form.get('step') === 'login') {
      const user = authenticate(form.get('username') ?? '', form.get('password') ?? '');
      if (user === undefined) return showLogin(form.get('username') ?? '', true);
      return finish({ login: { accountId: user.username, amr: ['pwd'] } }, false);
    }
    if (form.get('decision') !== 'allow' || interaction.prompt.name !== 'consent') return context.throw(400);
    return finish({ consent: { grantId: await grantAll(provider, interaction) } }, true);
  };
}

/** Grants everything that is still missing, and returns the grant's id. */
async function grantAll(provider: Provider, interaction: Interaction): Promise<string> {
  const known = interaction.grantId === undefined ? undefined : await provider.Grant.find(interaction.grantId);
  const grant =
    known ?? new provider.Grant({ accountId: interaction.session?.accountId ?? '', clientId: text(interaction.params.client_id) });
  const { missingOIDCScope, missingOIDCClaims, missingResourceScopes } = interaction.prompt.details as {
    missingOIDCScope?: string[];
    missingOIDCClaims?: string[];
    missingResourceScopes?: Record<string, string[]>;
  };
  if (missingOIDCScope) grant.addOIDCScope(missingOIDCScope.join(' '));
  if (missingOIDCClaims) grant.addOIDCClaims(missingOIDCClaims);
  for (const [resource, scopes] of Object.entries(missingResourceScopes ?? {})) grant.addResourceScope(resource, scopes.join(' '));
  return grant.save();
}
