const meanings: Readonly<Record<string, string>> = {
  openid: 'Know who you are',
  profile: 'Read your name, language and time zone',
  email: 'Read your email address',
  offline_access: 'Keep access while you are away',
  'api:read': 'Read data through the API',
  'api:write': 'Change data through the API',
  'reports:read': 'Read reports',
};

/** What a client could do with a scope, for the user who decides. */
export function scopeMeaning(scope: string): string {
  return meanings[scope] ?? 'Use this scope';
}
