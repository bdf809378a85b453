import { rfc } from '../model/spec-link.ts';
import type { MetadataFacts } from './facts.ts';
import { type Finding, finding, type Rule } from './rule.ts';

/** Whether metadata says it is JSON, as RFC 8414 and RFC 9728 want it. */
export function judgeFormat({ mediaType }: { readonly mediaType: string }): Finding {
  const expected = 'application/json';
  return mediaType === expected
    ? finding.pass('The metadata is JSON and says so.', expected, mediaType)
    : finding.warning('The metadata is JSON but does not say so.', expected, mediaType || 'no Content-Type');
}

/** The rule for the metadata of a server. */
export const metadataFormat: Rule<MetadataFacts> = {
  id: 'metadata_format',
  title: 'metadata format',
  spec: rfc(8414, '3.2'),
  judge: judgeFormat,
};
