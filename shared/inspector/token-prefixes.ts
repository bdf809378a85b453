/** How issuers begin their opaque tokens, and what such a token is. A longer beginning stands before a shorter one. */
const prefixes: readonly (readonly [prefix: string, words: string])[] = [
  ['github_pat_', 'a fine-grained personal access token of GitHub'],
  ['ghp_', 'a personal access token of GitHub'],
  ['gho_', 'an OAuth access token of GitHub'],
  ['ghu_', 'a user access token of a GitHub App'],
  ['ghs_', 'an installation access token of a GitHub App'],
  ['ghr_', 'a refresh token of a GitHub App'],
  ['glpat-', 'a personal access token of GitLab'],
  ['ya29.', 'an access token of Google'],
  ['1//', 'a refresh token of Google'],
  ['xoxb-', 'a bot token of Slack'],
  ['xoxp-', 'a user token of Slack'],
  ['xoxe-', 'a refresh token of Slack'],
  ['xapp-', 'an app-level token of Slack'],
  ['gloas-', 'an OAuth application secret of GitLab'],
  ['gldt-', 'a deploy token of GitLab'],
  ['glrt-', 'a runner token of GitLab'],
  ['npm_', 'an access token of npm'],
  ['pypi-', 'an API token of PyPI'],
  ['dop_v1_', 'a personal access token of DigitalOcean'],
  ['doo_v1_', 'an OAuth token of DigitalOcean'],
  ['hf_', 'an access token of Hugging Face'],
  ['hvs.', 'a service token of HashiCorp Vault'],
  ['SG.', 'an API key of SendGrid'],
  ['shpat_', 'an access token of Shopify'],
  ['ory_at_', 'an access token of Ory Hydra'],
  ['ory_rt_', 'a refresh token of Ory Hydra'],
  ['ory_ac_', 'an authorization code of Ory Hydra'],
  ['_0XBPWQQ_', 'an access token of Curity'],
  ['_1XBPWQQ_', 'a refresh token of Curity'],
  ['EwB', 'an access token of a Microsoft account'],
  ['M.C', 'a refresh token of a Microsoft account'],
  ['0.A', 'a refresh token of Microsoft Entra ID'],
  ['1.A', 'a refresh token of Microsoft Entra ID'],
  ['EAA', 'an access token of Facebook'],
  ['sk_live_', 'a secret key of Stripe for live data'],
  ['sk_test_', 'a secret key of Stripe for test data'],
];

/** Whose token a text seems to be, by its beginning; null where that tells nothing. */
export function knownPrefix(text: string): { readonly prefix: string; readonly words: string } | null {
  const found = prefixes.find(([prefix]) => text.length > prefix.length && text.startsWith(prefix));
  return found === undefined ? null : { prefix: found[0], words: found[1] };
}
