import { createHash, timingSafeEqual } from 'node:crypto';
import type { Account } from 'oidc-provider';

/** A person who can sign in. The password is public on purpose: the playground protects nothing. */
export interface PlaygroundUser {
  readonly username: string;
  readonly password: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

export const users: readonly PlaygroundUser[] = [
  {
    username: 'alice',
    password: 'wonderland',
    claims: {
      name: 'Alice Liddell',
      given_name: 'Alice',
      family_name: 'Liddell',
      preferred_username: 'alice',
      locale: 'en-GB',
      zoneinfo: 'Europe/London',
      email: 'alice@playground.example',
      email_verified: true,
    },
  },
  {
    username: 'bob',
    password: 'builder',
    claims: {
      name: 'Bob Baumeister',
      given_name: 'Bob',
      family_name: 'Baumeister',
      preferred_username: 'bob',
      locale: 'de-DE',
      zoneinfo: 'Europe/Berlin',
      email: 'bob@playground.example',
      email_verified: false,
    },
  },
];

/** Which claims each OpenID Connect scope brings (OpenID Connect Core 1.0 §5.4). */
export const claimsByScope: Record<string, string[]> = {
  openid: ['sub'],
  profile: ['name', 'given_name', 'family_name', 'preferred_username', 'locale', 'zoneinfo'],
  email: ['email', 'email_verified'],
};

const digest = (text: string) => createHash('sha256').update(text).digest();

/** The user these credentials belong to, or undefined. */
export function authenticate(username: string, password: string): PlaygroundUser | undefined {
  const user = users.find((candidate) => candidate.username === username);
  return user !== undefined && timingSafeEqual(digest(user.password), digest(password)) ? user : undefined;
}

/** What `oidc-provider` asks when it needs to know somebody. */
export function findAccount(_context: unknown, subject: string): Account | undefined {
  const user = users.find((candidate) => candidate.username === subject);
  return user && { accountId: subject, claims: async () => ({ sub: subject, ...user.claims }) };
}
