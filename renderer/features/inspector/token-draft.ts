import { decodeText } from '../../../shared/inspector/base64url.ts';
import { formatJson } from '../run/format-json.ts';

/** Header and claims of a token as texts to edit. */
export interface TokenDraft {
  readonly header: string;
  readonly payload: string;
  /** The third part, as it was. */
  readonly signature: string;
}

/** Characters of a part that can be edited by hand; more is no pleasure in any editor. */
const EDITABLE = 200_000;

const HOUR_SECONDS = 3_600;

/**
 * What a signed token says, indented and otherwise as it stands in it. For what is no signed token, a
 * new one to begin with. `now` in epoch milliseconds.
 */
export function draftOf({ token, now }: { readonly token: string; readonly now: number }): TokenDraft {
  const [header = '', payload = '', signature = '', ...more] = token.split('.');
  if (signature === undefined || more.length > 0 || payload === '') return beginning(now);
  const [head, claims] = [textOf(header), textOf(payload)];
  return head === null || claims === null ? beginning(now) : { header: head, payload: claims, signature };
}

function textOf(part: string): string | null {
  if (part.length > EDITABLE) return null;
  const decoded = decodeText(part);
  if ('fault' in decoded) return null;
  return formatJson([decoded.text])?.join('') ?? null;
}

function beginning(now: number): TokenDraft {
  const seconds = Math.floor(now / 1_000);
  const payload = {
    iss: 'https://login.example.com',
    sub: 'alice',
    aud: 'https://api.example.com',
    iat: seconds,
    exp: seconds + HOUR_SECONDS,
  };
  return {
    header: JSON.stringify({ typ: 'JWT', alg: 'HS256' }, null, 2),
    payload: JSON.stringify(payload, null, 2),
    signature: '',
  };
}
