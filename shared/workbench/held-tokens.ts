import { maskSecrets } from '../exchange/sealed-text.ts';
import type { HeldToken, HeldTokenRecord } from '../model/held-token.ts';
import type { ResolvedProfile } from '../model/resolved-profile.ts';
import type { RunRecord, RunView } from '../model/run.ts';
import type { TokenView } from '../model/token-set.ts';

/** What a token goes on with that was obtained by a refresh. */
export interface TokenOrigin {
  /** The run whose refresh token was used. */
  readonly runId: string;
  readonly familyId: string;
  readonly subject: string | null;
  readonly scope: string;
}

/**
 * The tokens a run obtained, as they are held from then on. A refresh token that was kept because no new
 * one came is held already, or belongs to the profile: it is not held a second time.
 *
 * @param profile whose client id was sent; a secret variable in it stays out of what is listed; null where it is not known any more
 * @param origin null for tokens that were not refreshed from held ones
 */
export function heldTokens(
  { view, sealed }: RunRecord,
  profile: Pick<ResolvedProfile, 'client' | 'knownSecrets'> | null = null,
  origin: TokenOrigin | null = null,
): HeldTokenRecord[] {
  const { id, profileId, profileName, grant, host, endedAt, startedAt } = view.summary;
  const obtainedAt = endedAt ?? startedAt;
  const common = {
    runId: id,
    profileId,
    profileName,
    grant,
    host,
    clientId: profile === null ? '' : maskSecrets(profile.client.clientId, profile.knownSecrets),
    obtainedAt,
    familyId: origin?.familyId ?? id,
    refreshedFrom: origin?.runId ?? null,
  };
  return view.tokens.flatMap((token): HeldTokenRecord[] => {
    const value = sealed.tokens?.[token.kind];
    if (value === undefined) return [];
    const held: HeldToken = {
      ...common,
      id: crypto.randomUUID(),
      kind: token.kind,
      expiresAt: token.expiresAt === null || !Number.isFinite(token.expiresAt * 1_000) ? null : token.expiresAt * 1_000,
      subject: text(token.reading.payload?.sub) ?? subjectOf(view) ?? origin?.subject ?? null,
      scope: token.kind === 'id_token' ? '' : (text(token.reading.payload?.scope) ?? (scopeOf(view) || origin?.scope) ?? ''),
      form: token.reading.kind,
      issuedTokenType: token.kind === 'access_token' ? text(view.tokenResponse?.issued_token_type) : null,
      end: null,
    };
    return [{ token: held, view: token, type: text(sealed.tokens?.token_type), value }];
  });
}

/** What a refresh of a run's token goes on with. */
export function originOfRun({ view }: RunRecord): TokenOrigin {
  const { id } = view.summary;
  return { runId: id, familyId: view.refreshOf?.familyId ?? id, subject: subjectOf(view), scope: scopeOf(view) };
}

/** What a refresh of a held token goes on with. */
export function originOfToken({ runId, familyId, subject, scope }: HeldToken): TokenOrigin {
  return { runId, familyId, subject, scope };
}

/** Who the tokens of a run are about, where one of them says it: the ID token is made to (OpenID Connect Core 1.0 §2). */
function subjectOf({ tokens }: RunView): string | null {
  const of = (kind: TokenView['kind']) => text(tokens.find((token) => token.kind === kind)?.reading.payload?.sub);
  return of('id_token') ?? of('access_token');
}

/**
 * What was granted: a server that says nothing granted what was asked for.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5.1
 */
function scopeOf({ tokenResponse, requestedScope }: RunView): string {
  return text(tokenResponse?.scope) ?? requestedScope;
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
