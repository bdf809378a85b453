import { openId, rfc } from '../model/spec-link.ts';
import type { SignatureFacts } from './facts.ts';
import { type Finding, finding, type Rule } from './rule.ts';

function judgeSignature({ reading, signature, reason, expected }: SignatureFacts): Finding {
  const alg = typeof reading.header?.alg === 'string' ? reading.header.alg : null;
  if (signature === null) return expected ? finding.warning(reason, 'a checked signature', 'not checked') : finding.notApplicable(reason);
  switch (signature.status) {
    case 'valid':
      return finding.pass(signature.reason, 'valid', alg);
    case 'invalid':
      return finding.fail(signature.reason, 'a valid signature', alg);
    case 'not_checked':
      return expected ? finding.warning(signature.reason, 'a checked signature', alg) : finding.notApplicable(signature.reason);
  }
}

/** Whether the ID token was signed with a key of its issuer. */
export const idTokenSignature: Rule<SignatureFacts> = {
  id: 'id_token_signature',
  title: 'ID token signature',
  spec: openId('core', '3.1.3.7', 'IDTokenValidation'),
  judge: judgeSignature,
};

/** Whether an access token that is a JWT of this issuer was signed with one of its keys. */
export const accessTokenSignature: Rule<SignatureFacts> = {
  id: 'access_token_signature',
  title: 'access token signature',
  spec: rfc(9068, '4'),
  judge: judgeSignature,
};

/** Whether an introspection answer that is a JWT was signed by the server. */
export const introspectionSignature: Rule<SignatureFacts> = {
  id: 'introspection_jwt_signature',
  title: 'answer signature',
  spec: rfc(9701, '5'),
  judge: judgeSignature,
};

/** Whether a userinfo answer that is a JWT was signed by the server. */
export const userinfoSignature: Rule<SignatureFacts> = {
  id: 'userinfo_signature',
  title: 'answer signature',
  spec: openId('core', '5.3.2', 'UserInfoResponse'),
  judge: judgeSignature,
};
