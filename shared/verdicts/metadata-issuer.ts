import { openId } from '../model/spec-link.ts';
import type { MetadataFacts } from './facts.ts';
import { finding, type Rule, shown } from './rule.ts';

/**
 * Whether the metadata names the issuer it was asked for. A host without a path may be written with or
 * without its slash; beyond that, character by character.
 */
export const metadataIssuer: Rule<MetadataFacts> = {
  id: 'metadata_issuer',
  title: 'issuer confirmed',
  spec: openId('discovery', '4.3', 'ProviderConfigurationValidation'),
  judge({ issuer, metadata }) {
    const named = metadata.issuer;
    if (typeof named !== 'string') return finding.fail('The metadata names no issuer.', issuer, shown(named));
    if (named === issuer || withoutRootSlash(named) === withoutRootSlash(issuer)) {
      return finding.pass('The metadata names the issuer that was asked.', issuer, named);
    }
    return finding.fail('The metadata names another issuer than the one asked.', issuer, shown(named));
  },
};

function withoutRootSlash(text: string): string {
  const url = URL.parse(text);
  return url !== null && url.pathname === '/' && text.endsWith('/') ? text.slice(0, -1) : text;
}
