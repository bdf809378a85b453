import { rfc } from '../model/spec-link.ts';
import type { MetadataFacts } from './facts.ts';
import { finding, type Rule } from './rule.ts';

/** Whether the metadata says it is JSON. */
export const metadataFormat: Rule<MetadataFacts> = {
  id: 'metadata_format',
  title: 'metadata format',
  spec: rfc(8414, '3.2'),
  judge({ mediaType }) {
    const expected = 'application/json';
    return mediaType === expected
      ? finding.pass('The metadata is JSON and says so.', expected, mediaType)
      : finding.warning('The metadata is JSON but does not say so.', expected, mediaType || 'no Content-Type');
  },
};
