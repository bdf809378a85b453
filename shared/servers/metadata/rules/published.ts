import { fapi2, rfc } from '../../../model/spec-link.ts';
import { type MetadataRule, must, should } from '../rule.ts';

/**
 * A server that publishes its metadata can change keys and endpoints without asking every client.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-2.6
 */
export const published: MetadataRule = {
  id: 'metadata_published',
  title: 'metadata published',
  requiredBy: [should('rfc9700', rfc(9700, '2.6')), must('fapi2', fapi2('5.3.2.1'))],
  look: () => ({ state: 'met', message: 'The server publishes its metadata, so that clients set themselves up from it.' }),
};
