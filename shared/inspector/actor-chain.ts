import { isObject } from '../model/plain-object.ts';

type Members = Readonly<Record<string, unknown>>;

/** Actors deeper than this are left out: nobody reads them, and a token may nest without end. */
const DEPTH = 16;

/** Who stands in `act` or `may_act`. */
export interface Actor {
  /** `sub`, or else the client; as JSON where neither is there. */
  readonly name: string;
  readonly issuer: string | null;
}

/** What a token says about who acts for whom. */
export interface Delegation {
  /** The party it is about. */
  readonly subject: string | null;
  /** Who acts now, then who acted before, step by step. Empty: impersonation, or no exchange at all. */
  readonly actors: readonly Actor[];
  /** Who may come to act for the subject. */
  readonly mayAct: Actor | null;
}

/**
 * Reads who acts for whom.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8693#section-4.1
 * @see https://www.rfc-editor.org/rfc/rfc8693#section-4.4
 */
export function readDelegation(payload: Members): Delegation {
  const actors: Actor[] = [];
  let act = payload.act;
  while (isObject(act) && actors.length < DEPTH) {
    actors.push(actorOf(act));
    act = act.act;
  }
  return {
    subject: text(payload.sub),
    actors,
    mayAct: isObject(payload.may_act) ? actorOf(payload.may_act) : null,
  };
}

function actorOf(claim: Members): Actor {
  return { name: text(claim.sub) ?? text(claim.client_id) ?? JSON.stringify(claim), issuer: text(claim.iss) };
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
