/** Every registered member Grantbench can explain, in the order they are read. A new one is a row in its group. */
import { clientMembers, grantMembers } from './clients.ts';
import type { MemberGroup } from './member.ts';
import { serverMembers } from './server.ts';
import { signingInMembers } from './signing-in.ts';
import { sessionMembers, tokenMembers, userMembers } from './tokens.ts';

/** @see https://www.iana.org/assignments/oauth-parameters/oauth-parameters.xhtml#authorization-server-metadata */
export const memberGroups: readonly MemberGroup[] = [
  serverMembers,
  signingInMembers,
  grantMembers,
  clientMembers,
  tokenMembers,
  userMembers,
  sessionMembers,
];
