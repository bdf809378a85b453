import {
  type GrantType,
  type RequestedResponseMode,
  type ResponseMode,
  type ResponseType,
  requestedResponseMode,
} from '../model/profile.ts';
import type { ResolvedEdits, ResolvedProfile } from '../model/resolved-profile.ts';
import { defaultResponseMode, responseTypeOf } from '../model/response-type.ts';
import type { ArmRedirect } from '../ports.ts';
import { editParameters, type NameValues, onlyValue } from '../protocol/apply-edits.ts';
import { valuesOf } from '../protocol/authorization-request.ts';
import type { AskedResponse } from '../protocol/authorization-response.ts';

/** What of the request decides how its redirect is received and judged. */
export interface SendingRequest extends AskedResponse {
  readonly wished: WishedRequest;
  /** Where the listener looks, and for what. */
  readonly expected: Pick<ArmRedirect, 'responseMode' | 'state'>;
}

/** The request as it is going to be sent. What the user makes of the state counts, also for the listener. */
export function sendingRequest(wished: WishedRequest, parameters: NameValues, edits: ResolvedEdits): SendingRequest {
  const sentStates = valuesOf(editParameters(parameters, edits), 'state').filter((value) => value !== '');
  // A state inside a JWT cannot be seen by the listener: such a run has its port alone.
  const state = sentStates.length === 1 && !wished.asJwt ? (sentStates[0] ?? null) : null;
  return { sentStates, responseType: wished.responseType, wished, expected: { responseMode: wished.carrier, state } };
}

/** What is asked of the authorization endpoint. */
export interface WishedRequest {
  /** As the profile asks. */
  readonly ownResponseType: ResponseType;
  /** As it goes onto the wire: the user may have put another one. */
  readonly responseType: string;
  readonly wantsIdToken: boolean;
  /** How the redirect comes. */
  readonly carrier: ResponseMode;
  /** Whether the response comes as a JWT (JARM). */
  readonly asJwt: boolean;
}

/** What is asked of the authorization endpoint, by the profile and by what the user changed by hand. */
export function wishedRequest(request: ResolvedProfile['request'], edits: ResolvedEdits, grant: GrantType): WishedRequest {
  const ownResponseType = responseTypeOf(grant, request.responseType);
  const edited = editParameters(
    [
      ['scope', request.scope],
      ['response_type', ownResponseType],
    ],
    edits,
  );
  const responseType = onlyValue(edited, 'response_type') ?? ownResponseType;
  const byHand = requestedResponseMode.safeParse(onlyValue(edited, 'response_mode'));
  const mode: RequestedResponseMode = (byHand.success ? byHand.data : request.responseMode) ?? defaultResponseMode(responseType);
  const [place] = mode.split('.');
  const openId = (onlyValue(edited, 'scope') ?? '').split(/\s+/).includes('openid');
  return {
    ownResponseType,
    responseType,
    wantsIdToken: openId || responseType.split(/\s+/).includes('id_token'),
    // `jwt` alone leaves the place to the response type (JARM §2.3.4).
    carrier: place === 'jwt' ? defaultResponseMode(responseType) : (place as ResponseMode),
    asJwt: mode === 'jwt' || mode.endsWith('.jwt'),
  };
}

/** {@link sendingRequest} of a request that was sent, read from its own parameters. */
export function sentRequest(profile: Pick<ResolvedProfile, 'request' | 'grant'>, sent: NameValues): SendingRequest {
  const names = ['scope', 'response_type', 'response_mode'];
  const edits = {
    parameters: sent.filter(([name]) => names.includes(name)).map(([name, value]) => ({ name, value })),
    headers: [],
    dropped: names.filter((name) => valuesOf(sent, name).length === 0),
  };
  return sendingRequest(wishedRequest({ ...profile.request, responseMode: null }, edits, profile.grant), sent, {
    ...edits,
    parameters: [],
  });
}
