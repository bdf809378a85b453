import { AppError } from '../errors.ts';
import { rfc } from '../model/spec-link.ts';
import { endpointUrl } from '../protocol/endpoint-url.ts';
import type { MetadataFacts } from './facts.ts';
import { finding, type Rule } from './rule.ts';

/** Whether every endpoint the metadata names is a URL that may be called. */
export const metadataEndpoints: Rule<MetadataFacts> = {
  id: 'metadata_endpoints',
  title: 'endpoints usable',
  spec: rfc(8414, '2'),
  judge({ metadata, allowInsecureHttp }) {
    const named = Object.entries(metadata).filter(([name]) => name.endsWith('_endpoint') || name === 'jwks_uri');
    const wrong = named.filter(([name, value]) => !isCallable(value, name, allowInsecureHttp)).map(([name]) => name);
    if (wrong.length > 0) return finding.warning('The metadata names endpoints that cannot be called.', 'https URLs', wrong.join(', '));
    if (named.length === 0) return finding.warning('The metadata names no endpoint at all.', 'https URLs', null);
    return finding.pass(`All ${named.length} endpoints the metadata names are URLs that may be called.`);
  },
};

function isCallable(value: unknown, name: string, allowInsecureHttp: boolean): boolean {
  try {
    return typeof value === 'string' && endpointUrl(value, name, allowInsecureHttp).href !== '';
  } catch (thrown) {
    if (thrown instanceof AppError) return false;
    throw thrown;
  }
}
