import { SignJWT } from 'jose';
import { SAMPLE_SECRET } from './sample-secret.ts';

const LIFETIME_SECONDS = 600;

/** A fresh token of nobody, valid for ten minutes. `now` in epoch milliseconds. */
export function makeSample({ now, subject }: { readonly now: number; readonly subject: string }): Promise<string> {
  const seconds = Math.floor(now / 1_000);
  return new SignJWT({
    iss: 'https://login.example.com',
    sub: subject,
    aud: 'https://api.example.com',
    client_id: 'web-app',
    scope: subject === 'alice' ? 'openid profile api:read' : 'openid api:read api:write',
    name: subject === 'alice' ? 'Alice Adams' : 'بدر الدين',
    iat: seconds,
    exp: seconds + LIFETIME_SECONDS,
    jti: crypto.randomUUID(),
  })
    .setProtectedHeader({ typ: 'at+jwt', alg: 'HS256' })
    .sign(new TextEncoder().encode(SAMPLE_SECRET));
}
