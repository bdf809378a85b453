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
  ['sk_live_', 'a secret key of Stripe for live data'],
  ['sk_test_', 'a secret key of Stripe for test data'],
];

/** Whose token a text seems to be, by its beginning; null where that tells nothing. */
export function tokenPrefixWords(text: string): string | null {
  return prefixes.find(([prefix]) => text.length > prefix.length && text.startsWith(prefix))?.[1] ?? null;
}
