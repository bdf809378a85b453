import { maskMembersDeep, maskSecrets, maskSecretsDeep, maskShortened } from '../exchange/sealed-text.ts';
import type { AppErrorData } from '../model/app-error.ts';
import type { ChallengeReading } from '../model/challenge.ts';
import type { EndpointReading } from '../model/endpoint-reading.ts';
import type { KnownSecret } from '../model/resolved-profile.ts';
import type { CertificateReading, Finding, ReadClaim, ReadParty, SignatureReading, TokenReading } from '../model/token-reading.ts';
import type { Verdict } from '../model/verdict.ts';

/**
 * Masking of what a run says. Only where words of the server or the user can stand: were every text
 * masked, a password like `pass` would break the status of a verdict, and tell what it is.
 */

type Members = Record<string, unknown>;

/** Verdicts that may be shown. */
export function maskVerdicts(verdicts: readonly Verdict[], secrets: readonly KnownSecret[]): readonly Verdict[] {
  if (verdicts.length === 0) return verdicts;
  // One look at all the texts together finds that there is nothing to mask, as nearly always.
  const all = verdicts.map(({ message, expected, actual }) => `${message}\n${expected}\n${actual}`).join('\n');
  if (maskShortened(all, secrets) === all) return verdicts;
  const mask = (text: string | null) => (text === null ? null : maskShortened(text, secrets));
  return verdicts.map((verdict) => ({
    ...verdict,
    message: maskShortened(verdict.message, secrets),
    expected: mask(verdict.expected),
    actual: mask(verdict.actual),
  }));
}

/** An error that may be shown. */
export function maskError(error: AppErrorData, secrets: readonly KnownSecret[]): AppErrorData {
  const { message, hint, oauth } = error;
  return {
    ...error,
    message: maskSecrets(message, secrets),
    hint: maskSecrets(hint, secrets),
    ...(oauth && { oauth: maskSecretsDeep(oauth, secrets) as NonNullable<AppErrorData['oauth']> }),
  };
}

/** The answer of an endpoint that may be shown: also what merely goes under a telling name is masked. */
export function maskAnswer(answer: EndpointReading, secrets: readonly KnownSecret[]): EndpointReading {
  const { meaning, members, reading, challenges } = answer;
  return {
    ...answer,
    meaning: maskShortened(meaning, secrets),
    members: members && (maskMembersDeep(members, secrets) as Members),
    reading: reading && maskReading(reading, secrets),
    challenges: challenges.map((challenge) => maskSecretsDeep(challenge, secrets) as ChallengeReading),
  };
}

/** The reading of a token that may be shown. */
export function maskReading(reading: TokenReading, secrets: readonly KnownSecret[]): TokenReading {
  // The same look first. Masking undoes JSON's escapes, so that what it would find inside is found here. Where claims
  // are defined would be half of the text, and is said by us.
  const words = ({ name, value, meaning }: ReadClaim) => [name, value, meaning];
  const all = JSON.stringify({ ...reading, headerClaims: reading.headerClaims.map(words), claims: reading.claims.map(words) });
  if (maskSecrets(all, secrets) === all) return reading;
  const members = (object: Members | null) => object && (maskSecretsDeep(object, secrets) as Members);
  const claim = (member: ReadClaim): ReadClaim => ({
    ...member,
    name: maskSecrets(member.name, secrets),
    value: maskSecretsDeep(member.value, secrets),
    meaning: maskSecrets(member.meaning, secrets),
  });
  const said = (found: Finding): Finding => ({ ...found, message: maskSecrets(found.message, secrets) });
  const checked = <Checked extends Omit<SignatureReading, 'each'>>(one: Checked): Checked => ({
    ...one,
    reason: maskSecrets(one.reason, secrets),
    ...(one.key !== undefined && { key: maskSecrets(one.key, secrets) }),
    ...(one.findings && { findings: one.findings.map(said) }),
  });
  const { signature, findings, error } = reading;
  return {
    ...reading,
    header: members(reading.header),
    payload: members(reading.payload),
    headerClaims: reading.headerClaims.map(claim),
    claims: reading.claims.map(claim),
    signature: {
      ...checked(signature),
      ...(signature.each && {
        each: signature.each.map((one) => ({ ...checked(one), alg: one.alg && maskSecrets(one.alg, secrets) })),
      }),
    },
    findings: findings.map(said),
    ...maskForms(reading, secrets, claim, said),
    ...(error && { error: { ...error, message: maskSecrets(error.message, secrets) } }),
  };
}

/** What only some forms of token have: parties, disclosures, keys, certificates, tokens within tokens. */
function maskForms(
  { signatures, recipients, selective, keys, certificates, nested, keyBinding }: TokenReading,
  secrets: readonly KnownSecret[],
  claim: (member: ReadClaim) => ReadClaim,
  said: (found: Finding) => Finding,
): Partial<TokenReading> {
  const text = (value: string) => maskSecrets(value, secrets);
  const optional = (value: string | null) => value && text(value);
  const party = ({ header, headerClaims, unprotected }: ReadParty): ReadParty => ({
    header: maskSecretsDeep(header, secrets) as Members,
    headerClaims: headerClaims.map(claim),
    unprotected: unprotected.map(text),
  });
  const certified = (certificate: CertificateReading): CertificateReading => ({
    ...certificate,
    subject: text(certificate.subject),
    issuer: text(certificate.issuer),
    alternativeNames: certificate.alternativeNames.map(text),
    serialNumber: text(certificate.serialNumber),
    keyWords: optional(certificate.keyWords),
    keyThumbprint: optional(certificate.keyThumbprint),
    signatureAlgorithm: text(certificate.signatureAlgorithm),
    extendedKeyUsages: certificate.extendedKeyUsages.map(text),
    x5tS256: text(certificate.x5tS256),
  });
  return {
    ...(signatures && { signatures: signatures.map(party) }),
    ...(recipients && { recipients: recipients.map(party) }),
    ...(selective && {
      selective: {
        ...selective,
        hash: text(selective.hash),
        disclosures: selective.disclosures.map(({ name, value, salt, digest, path }) => ({
          name: optional(name),
          value: maskSecretsDeep(value, secrets),
          salt: text(salt),
          digest: text(digest),
          path: optional(path),
        })),
      },
    }),
    ...(keys && {
      keys: keys.map((key) => ({
        ...key,
        kid: optional(key.kid),
        kty: text(key.kty),
        use: optional(key.use),
        alg: optional(key.alg),
        words: text(key.words),
        thumbprint: optional(key.thumbprint),
        members: key.members.map(claim),
        findings: key.findings.map(said),
        ...(key.certificates && { certificates: key.certificates.map(certified) }),
      })),
    }),
    ...(certificates && { certificates: certificates.map(certified) }),
    ...(nested && { nested: maskReading(nested, secrets) }),
    ...(keyBinding && { keyBinding: maskReading(keyBinding, secrets) }),
  };
}
