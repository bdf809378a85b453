import type { TokenPlace } from '../model/endpoint-wish.ts';
import type { GrantType, PkceMethod, ResponseMode } from '../model/profile.ts';
import type { SignatureReading, TokenReading } from '../model/token-reading.ts';
import type { Challenge } from '../protocol/challenges.ts';
import type { TokenAnswer } from '../protocol/token-answer.ts';

/** A metadata document that was found, and the issuer that was asked. */
export interface MetadataFacts {
  readonly issuer: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly mediaType: string;
  readonly allowInsecureHttp: boolean;
}

/** Metadata of a protected resource, and the resource that was asked. */
export interface ResourceMetadataFacts {
  readonly resource: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly mediaType: string;
  /** Whether a `WWW-Authenticate` header named where the metadata is. */
  readonly fromChallenge: boolean;
}

/** What the authorization request said and what came back, judged before any code is sent anywhere. */
export interface CallbackFacts {
  /** The `state` values that went into the request: one, unless the user changed that. */
  readonly sentStates: readonly string[];
  readonly receivedStates: readonly string[];
  /** Null where no issuer is known. */
  readonly issuer: string | null;
  /** Whether the metadata promises `iss` in the response. */
  readonly issPromised: boolean;
  readonly receivedIssuers: readonly string[];
}

/** What of a message the user took out or changed, by name. */
export interface EditFacts {
  readonly at: 'authorization' | 'callback' | 'token';
  readonly dropped: readonly string[];
  readonly changed: readonly string[];
}

/** The redirect URI as it went into the authorization request. */
export interface RedirectUriFacts {
  readonly sent: string;
}

/** The resources that a request says its tokens are for, as they were sent. */
export interface ResourceIndicatorFacts {
  readonly sent: readonly string[];
}

/** The assertion that a JWT bearer grant sent, and what it says. */
export interface JwtAssertionFacts {
  readonly reading: TokenReading;
  /** Epoch seconds. */
  readonly now: number;
  readonly clockSkewSeconds: number;
}

/** The assertion that a SAML 2.0 bearer grant sent. */
export interface SamlAssertionFacts {
  readonly sent: string;
}

/** Names of headers the user gave for the authorization endpoint. */
export interface AuthorizationHeaderFacts {
  readonly given: readonly string[];
}

/** The connection that carried credentials and tokens. */
export interface ConnectionFacts {
  readonly url: string;
  readonly protocol: string | null;
  /** Null where the certificate was found good. */
  readonly certificateProblem: string | null;
  /** Whether anything is known about the connection. */
  readonly recorded: boolean;
  readonly loopback: boolean;
}

/** A token request and its answer. */
export interface TokenAnswerFacts {
  readonly grant: GrantType;
  readonly answer: TokenAnswer;
  readonly cacheControl: readonly string[];
  /** Whether only the beginning of the answer arrived. */
  readonly truncated: boolean;
  /** The `scope` asked for; empty where none was. */
  readonly requestedScope: string;
  /** RFC 7638 thumbprint of the DPoP key of the request; null where possession of a key was not proved. */
  readonly dpopKeyThumbprint: string | null;
  /** The access token's claims, where they can be read. */
  readonly accessTokenClaims: Readonly<Record<string, unknown>> | null;
  /** `authorization_details` as asked for; empty where none were. */
  readonly requestedDetails: string;
  /** What the strict reading refused, or null where it accepted. */
  readonly strictRefusal: string | null;
}

/** What an endpoint answered with that starts a flow: device authorization, backchannel authentication, a pushed request. */
export interface OpeningFacts {
  readonly status: number;
  readonly expectedStatus: number;
  /** Null where nothing could be read. */
  readonly members: Readonly<Record<string, unknown>> | null;
  readonly error: string | null;
  readonly cacheControl: readonly string[];
}

/** An access token, and the certificate of the client that asked for it. */
export interface CertificateBindingFacts {
  /** `x5t#S256` of the client's certificate; null where it has none. */
  readonly thumbprint: string | null;
  /** Null for a token that cannot be read. */
  readonly accessTokenClaims: Readonly<Record<string, unknown>> | null;
  /** Whether the metadata promises it (`tls_client_certificate_bound_access_tokens`). */
  readonly promised: boolean;
}

/** How an authorization code was asked for and redeemed, as on the wire. */
export interface CodeFacts {
  readonly pkce: PkceMethod;
  /** `code_challenge` and its method as sent; null where not sent (once). */
  readonly challenge: string | null;
  readonly challengeMethod: string | null;
  readonly verifier: string | null;
  /** What a server computes from the verifier; null where that cannot be said. */
  readonly computedChallenge: string | null;
  readonly authorizationRedirectUri: string | null;
  readonly tokenRedirectUri: string | null;
  readonly tokensArrived: boolean;
}

/** A refresh and what it brought, or the refresh token of a run that used none. */
export interface RefreshFacts {
  /** Whether a refresh token was used to get the tokens. */
  readonly refreshed: boolean;
  readonly sent: string | null;
  readonly received: string | null;
  readonly publicClient: boolean;
  readonly tokensArrived: boolean;
}

/** An ID token that arrived, and what it must agree with. */
export interface IdTokenFacts {
  readonly reading: TokenReading;
  readonly grant: GrantType;
  readonly clientId: string;
  readonly issuer: string | null;
  /** Whether it came in the redirect itself, through the user's browser. */
  readonly fromRedirect: boolean;
  /** `nonce` values that went into the authorization request. */
  readonly sentNonces: readonly string[];
  /** What `at_hash` must be; null where it cannot be computed. */
  readonly accessTokenHash: string | null;
  /** What `c_hash` must be; null where no code came beside the token. */
  readonly codeHash: string | null;
  /** What `s_hash` must be; null where it cannot be said. */
  readonly stateHash: string | null;
  /** `max_age` and `acr_values` as they went into the authorization request; null where not sent (once). */
  readonly requestedMaxAge: string | null;
  readonly requestedAcrValues: string | null;
  /** Epoch seconds. */
  readonly now: number;
  readonly clockSkewSeconds: number;
}

/** A redirect URI that nothing in this host receives. */
export interface RedirectSchemeFacts {
  readonly redirectUri: string;
  /** With the colon. */
  readonly protocol: string;
}

/** How the authorization response came back. */
export interface ResponseModeFacts {
  readonly asked: ResponseMode;
  /** `paste`: the user brought it, so nobody saw how it came. */
  readonly via: ResponseMode | 'paste';
  /** Names of the parameters it carried. */
  readonly names: readonly string[];
}

/** An encrypted ID token, and what became of opening it. */
export interface DecryptionFacts {
  /** `alg` and `enc` of the header; null where it names none. */
  readonly algorithms: string | null;
  /** Of what the key is made that opens it. */
  readonly by: 'decryption_key' | 'client_secret';
  /** `no_key`: the client does not have it. `refused`: the key does not open it; `reason` says why. */
  readonly outcome: 'opened' | 'no_key' | 'refused';
  readonly reason: string;
}

/** What came of a ping that was waited for beside the polls. */
export interface PingFacts {
  readonly arrived: boolean;
  /** Where it was waited for. */
  readonly address: string;
  /** Whether the server is on this machine, and so can reach it. */
  readonly reachable: boolean;
  /** Whether the metadata offers pings; null where it says nothing of them. */
  readonly offered: boolean | null;
}

/** Two ID tokens of one sign-in: one came in the redirect, the other from the token endpoint. */
export interface TwoIdTokensFacts {
  /** Claims; null where they cannot be read. */
  readonly front: Readonly<Record<string, unknown>> | null;
  readonly back: Readonly<Record<string, unknown>> | null;
}

/** A signature and what became of checking it. */
export interface SignatureFacts {
  readonly reading: TokenReading;
  /** Null where it was not tried; `reason` says why. */
  readonly signature: SignatureReading | null;
  readonly reason: string;
  /** Whether not being able to check it deserves attention. */
  readonly expected: boolean;
}

/** What a revocation endpoint answered. */
export interface RevocationFacts {
  readonly status: number;
  readonly error: string | null;
}

/** What an introspection endpoint said about a token. */
export interface IntrospectionFacts {
  readonly status: number;
  /** Of an answer that is a JWT: what its `token_introspection` says. Null where nothing could be read. */
  readonly members: Readonly<Record<string, unknown>> | null;
  readonly error: string | null;
  /** The claims of the token itself, where it is a JWT. */
  readonly claims: Readonly<Record<string, unknown>> | null;
  /** Epoch seconds. */
  readonly now: number;
  readonly clockSkewSeconds: number;
}

/** An introspection answer that is a JWT, or was to be one. */
export interface IntrospectionJwtFacts {
  /** Null where the answer is no JWT. */
  readonly reading: TokenReading | null;
  /** Whether a JWT was asked for. */
  readonly asked: boolean;
  readonly mediaType: string;
  /** Null where no issuer is known. */
  readonly issuer: string | null;
  readonly clientId: string;
}

/** Whom an ID token and userinfo speak of. */
export interface UserinfoSubjectFacts {
  /** Whether userinfo was asked at all. */
  readonly asked: boolean;
  /** What it said; null where there are no claims. */
  readonly members: Readonly<Record<string, unknown>> | null;
  /** `sub` of the ID token that came with the access token; null where none is known. */
  readonly subject: string | null;
}

/** What a userinfo endpoint answered. */
export interface UserinfoFacts extends UserinfoSubjectFacts {
  readonly status: number;
  readonly mediaType: string;
  /** What the claims came as; null where there are none. */
  readonly form: 'json' | 'jwt' | null;
  readonly error: string | null;
  /** Null where no issuer is known. */
  readonly issuer: string | null;
  readonly clientId: string;
}

/** A request with a token in it, and what the resource answered. */
export interface ResourceFacts {
  readonly place: TokenPlace;
  readonly status: number;
  /** `token_type` of the answer that brought the token; null where it is not known. */
  readonly tokenType: string | null;
  /** The claims of the token, where it is a JWT. */
  readonly claims: Readonly<Record<string, unknown>> | null;
  /** RFC 7638 thumbprint of the key of the proof; null where there was none. */
  readonly proofThumbprint: string | null;
  /** `x5t#S256` of the client's certificate; null where it has none. */
  readonly certificateThumbprint: string | null;
  readonly challenges: readonly Challenge[];
  /** What is wrong with how the challenges are written. */
  readonly challengeProblems: readonly string[];
  readonly cacheControl: readonly string[];
  /** Epoch seconds. */
  readonly now: number;
  readonly clockSkewSeconds: number;
}

/** What a sign-out request said. */
export interface LogoutRequestFacts {
  readonly hasIdTokenHint: boolean;
  readonly hasClientId: boolean;
  /** Whether the browser is to come back. */
  readonly returns: boolean;
}

/** What a browser brought that came back from signing out. */
export interface LogoutReturnFacts {
  readonly sentState: string;
  readonly receivedStates: readonly string[];
}

/** A registration request, and what the server answered. */
export interface RegistrationFacts {
  readonly action: 'register' | 'read' | 'update' | 'delete';
  readonly status: number;
  readonly error: string | null;
  /** What was asked for; null where nothing was. */
  readonly asked: Readonly<Record<string, unknown>> | null;
  readonly members: Readonly<Record<string, unknown>> | null;
  /** The client it is about; null where it is new, or not known. */
  readonly clientId: string | null;
  /** Where it was asked. */
  readonly url: string;
  readonly cacheControl: readonly string[];
  /** Epoch seconds. */
  readonly now: number;
}
