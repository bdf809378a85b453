import type { AppError } from '../../errors.ts';
import type { EndpointName } from '../../model/endpoint-names.ts';
import type { EndpointReading } from '../../model/endpoint-reading.ts';
import type { EndpointTask, EndpointWish } from '../../model/endpoint-wish.ts';
import type { ResolvedEdits, ResolvedProfile } from '../../model/resolved-profile.ts';
import type { TokenKind } from '../../model/token-set.ts';
import type { ServerFacts } from '../../protocol/server-facts.ts';
import type { RunContext } from '../run-context.ts';
import type { RunParties } from '../run-parties.ts';

/** A token as it goes onto the wire, and what the run that obtained it knows about it. */
export interface TokenInHand {
  readonly value: string;
  /** Null for a token somebody pasted, like all that follows. */
  readonly kind: TokenKind | null;
  /** `token_type` of the answer that brought it. */
  readonly type: string | null;
  /** `sub` of the ID token that came with it. */
  readonly subject: string | null;
  /** The family it is held in; absent where that is not known. */
  readonly familyId?: string;
}

/** A wish with the tokens themselves in place of where they are. */
export type ReadyWish<Task extends EndpointTask = EndpointTask> =
  Extract<EndpointWish, { task: Task }> extends infer Wish
    ? { readonly [Key in keyof Wish]: Key extends 'token' ? TokenInHand : Wish[Key] }
    : never;

/** All there is to ask an endpoint with. */
export interface EndpointCall {
  readonly run: RunContext;
  readonly server: ServerFacts;
  readonly endpoint: URL;
  readonly parties: RunParties;
  /** Deliberate changes to this request. */
  readonly edits: ResolvedEdits;
}

/** What an endpoint said. The answer stays, also where it is an error. */
export interface EndpointOutcome {
  /** As it was on the wire: masked where it is shown. */
  readonly answer: EndpointReading;
  readonly error: AppError | null;
}

/** One endpoint that can be asked by itself. */
export interface Endpoint<Task extends EndpointTask> {
  /**
   * Where it is: what server metadata calls it, or, of an endpoint that no metadata names, what the wish says;
   * then nothing is discovered. @throws AppError `INPUT_URL`, `INPUT_INSECURE_URL`
   */
  readonly at: EndpointName | ((profile: ResolvedProfile, wish: ReadyWish<Task>) => URL);
  /** Whether the client proves who it is. */
  readonly authenticates: boolean;
  /** Whether the answer may be signed with the client's secret, which is then read where there is one. */
  readonly readsSigned?: true;
  /** @throws AppError where no answer came at all */
  ask(call: EndpointCall, wish: ReadyWish<Task>): Promise<EndpointOutcome>;
}
