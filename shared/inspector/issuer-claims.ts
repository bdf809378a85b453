/** A claim that one product puts into its tokens, and what it says there. Nobody registered it. */
export interface IssuerClaim {
  readonly product: string;
  readonly meaning: string;
}

const products: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Keycloak: {
    realm_access: 'Roles of the subject in the whole realm.',
    resource_access: 'Roles of the subject, client by client.',
    'allowed-origins': 'Web origins whose scripts the client may be called from.',
    session_state: 'The session at the server, in its old name (now sid).',
    clientHost: 'Where a service account asked from.',
    clientAddress: 'Address a service account asked from.',
    trusted_certs: 'Certificates the client may use.',
    upstream_session: 'Session at the identity provider behind it.',
  },
  'Microsoft Entra ID': {
    tid: 'The tenant the user signed in to.',
    oid: 'The user or application in that tenant, the same for every client.',
    appid: 'The client, in tokens of version 1.0.',
    appidacr: 'How the client authenticated: 0 not at all, 1 with a secret, 2 with a certificate.',
    azpacr: 'How the client authenticated: 0 not at all, 1 with a secret, 2 with a certificate.',
    idtyp: 'Whether it is for a user or for an application.',
    ver: 'Version of the token.',
    scp: 'Scopes the user consented to.',
    wids: 'Roles of the directory the user has.',
    upn: 'Name the user signs in by.',
    unique_name: 'A name of the user, for display.',
    ipaddr: 'Address the user signed in from.',
    idp: 'Who signed the user in, where another issuer did.',
    aio: 'For the server itself.',
    rh: 'For the server itself.',
    uti: 'Identifier of the token in the server’s logs.',
    hasgroups: 'The user is in more groups than fit into the token.',
    acct: 'Whether the user is a member of the tenant (0) or a guest (1).',
    deviceid: 'The device the user signed in on.',
    login_hint: 'What names the user at the next sign-in.',
    onprem_sid: 'The user in the directory on the premises.',
    tenant_region_scope: 'Region of the tenant.',
    verified_primary_email: 'Addresses of the user that were verified.',
    verified_secondary_email: 'Addresses of the user that were verified.',
    xms_cc: 'What the client can do, such as answering claims challenges.',
    xms_ftd: 'For the server itself.',
    xms_idrel: 'How the user is related to the tenant.',
    xms_mirid: 'The managed identity, as Azure names it.',
    xms_pl: 'Preferred language of the user.',
    xms_st: 'For the server itself: the subject for other clients.',
    xms_tcdt: 'When the tenant was made.',
    xms_tpl: 'Preferred language of the tenant.',
    xms_edov: 'Whether the domain of the e-mail address was verified.',
  },
  Auth0: {
    gty: 'The grant the token was issued by.',
    permissions: 'What the user or client may do at this API.',
    org_id: 'The organization the user signed in to.',
    org_name: 'Name of the organization the user signed in to.',
  },
  Okta: {
    cid: 'The client the token was issued to.',
    uid: 'The user, by the identifier of Okta.',
  },
  'Amazon Cognito': {
    token_use: 'Whether it is an access token or an ID token.',
    'cognito:username': 'Name of the user in the user pool.',
    'cognito:groups': 'Groups of the user in the user pool.',
    'cognito:roles': 'Roles of AWS the groups of the user give.',
    'cognito:preferred_role': 'The role of AWS that counts first.',
    origin_jti: 'Identifier of the sign-in: revoking it revokes every token of it.',
    event_id: 'The sign-in in the logs.',
    identities: 'Identity providers the user is linked to.',
    device_key: 'The device that was remembered.',
  },
  Google: {
    hd: 'Domain of the organization whose account it is.',
  },
  'Duende IdentityServer': {
    idp: 'Who signed the user in.',
  },
  Firebase: {
    firebase: 'How the user signed in, and which identities are linked.',
    user_id: 'The user, the same as sub.',
  },
  'Ory Hydra': {
    ext: 'Claims the consent application added.',
  },
  Salesforce: {
    sfdc_community_url: 'The site the user signed in at.',
    organization_id: 'The organization of the user.',
  },
  Kubernetes: {
    'kubernetes.io': 'Namespace, pod and service account it is bound to.',
  },
  'GitHub Actions': {
    repository: 'The repository whose workflow runs.',
    repository_owner: 'Who owns that repository.',
    workflow: 'The workflow that runs.',
    job_workflow_ref: 'The reusable workflow that runs.',
    actor_id: 'Who started the run.',
    run_id: 'The run.',
    environment: 'The environment the job deploys to.',
    event_name: 'What started the run.',
    runner_environment: 'Whether the runner is GitHub’s or one’s own.',
  },
  GitLab: {
    project_path: 'The project whose pipeline runs.',
    namespace_path: 'The group of that project.',
    pipeline_id: 'The pipeline that runs.',
    ref_protected: 'Whether its branch or tag is protected.',
  },
  Hasura: {
    'https://hasura.io/jwt/claims': 'Roles and session variables.',
  },
};

/** Who uses a name, where several do. */
const claims = new Map<string, IssuerClaim>();
for (const [product, members] of Object.entries(products)) {
  for (const [name, meaning] of Object.entries(members)) {
    const known = claims.get(name);
    claims.set(name, known === undefined ? { product, meaning } : { product: `${known.product}, ${product}`, meaning: known.meaning });
  }
}

/** Claims that are specific to one server or product, by name. */
export const issuerClaims: ReadonlyMap<string, IssuerClaim> = claims;
