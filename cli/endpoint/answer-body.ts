import { maskedText, unsealText } from '../../shared/exchange/sealed-text.ts';
import type { RunRecord } from '../../shared/model/run.ts';

/** The body of the last answer as text; what is secret in it only where that is asked for. */
export function bodyOf({ view, sealed }: RunRecord, showSecrets: boolean): string {
  const index = view.steps.findLastIndex(({ name, exchange }) => name === 'resource' && exchange?.response != null);
  const text = view.steps[index]?.exchange?.response?.body.text ?? [];
  const values = sealed.exchanges[index]?.values ?? [];
  return showSecrets ? unsealText(text, values) : maskedText(text);
}
