import type { SignatureResult } from '../../../shared/model/token-reading.ts';
import type { TokenView } from '../../../shared/model/token-set.ts';
import type { Verdict } from '../../../shared/model/verdict.ts';
import { Badge, type Tone } from '../../components/badge.tsx';
import { useNow } from '../../components/use-now.ts';

/** Longest key name in a badge; a thumbprint says enough by its start. */
const KEY_SHOWN = 10;

export const signatureTones: Record<TokenView['reading']['signature']['status'], Tone> = {
  valid: 'good',
  invalid: 'bad',
  not_checked: 'neutral',
};
const signatureWords: Record<TokenView['reading']['signature']['status'], string> = {
  valid: 'signature valid',
  invalid: 'signature invalid',
  not_checked: 'signature not checked',
};

/** What is worth knowing of a token before its claims. */
export function TokenBadges({ token, verdicts }: { readonly token: TokenView; readonly verdicts: readonly Verdict[] }) {
  const now = useNow() / 1_000;
  const { reading } = token;
  const scope = verdicts.find(({ id, status }) => id.includes('scope') && status !== 'pass' && status !== 'not_applicable');
  return (
    <>
      <FormBadge reading={reading} />
      {token.expiresAt !== null && token.expiresAt <= now && <Badge tone="warn">expired</Badge>}
      {token.kind === 'access_token' && scope !== undefined && (
        <Badge tone={scope.status === 'fail' ? 'bad' : 'warn'} title={scope.message}>
          {scope.title}
        </Badge>
      )}
    </>
  );
}

/** What a token is made as, and whether its signature was checked. */
export function FormBadge({ reading }: { readonly reading: TokenView['reading'] }) {
  return (
    <>
      {reading.kind === 'opaque' && (
        <Badge tone="neutral" title="Only the server can read it; there is nothing in it to decode.">
          opaque
        </Badge>
      )}
      {(reading.kind === 'jwe' || reading.kind === 'jwe_json') && (
        <Badge tone="neutral" title="Encrypted: its claims can be read with the recipient’s key only.">
          encrypted
        </Badge>
      )}
      {reading.kind === 'saml' && (
        <Badge tone="neutral" title={reading.signature.reason}>
          decoded, not validated
        </Badge>
      )}
      {(reading.kind === 'jws' || reading.kind === 'jws_json' || reading.kind === 'sd_jwt') && (
        <Badge tone={signatureTones[reading.signature.status]} title={reading.signature.reason}>
          {signatureFacts(reading)}
        </Badge>
      )}
    </>
  );
}

function signatureFacts({ signature, header }: TokenView['reading']): string {
  if (signature.each !== undefined) return severalSignatures(signature.each);
  const alg = typeof header?.alg === 'string' ? header.alg : null;
  const key = signature.key === undefined ? null : `key ${shortened(signature.key)}`;
  return [signatureWords[signature.status], alg, key].filter((part) => part !== null).join(' · ');
}

/** Algorithms named in a badge; more are counted. */
const ALGORITHMS_SHOWN = 3;

/** Of several signatures: how many hold, or were not checked, and every algorithm among them. */
function severalSignatures(each: readonly SignatureResult[]): string {
  const valid = each.filter(({ status }) => status === 'valid').length;
  const checked = each.some(({ status }) => status !== 'not_checked');
  const algorithms = [...new Set(each.map(({ alg }) => alg ?? 'no algorithm'))];
  return [
    checked ? `${valid} of ${each.length} signatures valid` : `${each.length} signatures not checked`,
    algorithms.length > ALGORITHMS_SHOWN ? `${algorithms.length} algorithms` : algorithms.join(', '),
  ].join(' · ');
}

function shortened(key: string): string {
  return key.length > KEY_SHOWN ? `${key.slice(0, KEY_SHOWN - 2)}…` : key;
}
