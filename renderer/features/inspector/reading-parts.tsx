import { readingSections } from '../../../shared/inspector/reading-sections.ts';
import type { TokenReading } from '../../../shared/model/token-reading.ts';
import { ClaimsTable } from '../run/claims-table.tsx';
import { Fold } from '../run/reading-rows.tsx';

/** Recipients, disclosures, keys and certificates of a token, each a line that opens. */
export function ReadingParts({ title, reading }: { readonly title: string; readonly reading: TokenReading }) {
  return readingSections(reading).map((section) => (
    <Fold key={section.title} title={section.title} summary={section.summary}>
      <ClaimsTable claims={section.rows} label={`${title}: ${section.title}`} />
    </Fold>
  ));
}
