import type { SealedText } from '../../../shared/model/exchange.ts';

/** One parameter of a form-encoded body or a query. */
interface FormField {
  readonly name: string;
  readonly value: SealedText;
}

/** Undoes form encoding; what is no valid encoding stays as it was sent. */
function decoded(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** Splits form-encoded text with hidden values into its parameters, in order, decoded. */
export function formFields(text: SealedText): FormField[] {
  const pairs: SealedText[] = [[]];
  for (const part of text) {
    if (typeof part !== 'string') {
      pairs.at(-1)?.push(part);
      continue;
    }
    const [first = '', ...others] = part.split('&');
    pairs.at(-1)?.push(first);
    for (const other of others) pairs.push([other]);
  }
  return pairs.map(formField).filter(({ name, value }) => name !== '' || value.length > 0);
}

function formField(pair: SealedText): FormField {
  const at = pair.findIndex((part) => typeof part !== 'string' || part.includes('='));
  const part = pair[at];
  if (typeof part !== 'string') return { name: decoded(textBefore(pair, at)), value: at < 0 ? [] : pair.slice(at) };
  const equals = part.indexOf('=');
  const name = decoded(textBefore(pair, at) + part.slice(0, equals));
  const rest = [part.slice(equals + 1), ...pair.slice(at + 1)];
  return { name, value: rest.map((piece) => (typeof piece === 'string' ? decoded(piece) : piece)).filter((piece) => piece !== '') };
}

function textBefore(pair: SealedText, at: number): string {
  return pair
    .slice(0, at < 0 ? undefined : at)
    .filter((part) => typeof part === 'string')
    .join('');
}

/** The query of a URL, decoded; empty where there is none. */
export function queryFields(url: SealedText): FormField[] {
  const at = url.findIndex((part) => typeof part === 'string' && part.includes('?'));
  const part = url[at];
  if (typeof part !== 'string') return [];
  const query: SealedText = [part.slice(part.indexOf('?') + 1), ...url.slice(at + 1)];
  return formFields(withoutFragment(query));
}

function withoutFragment(text: SealedText): SealedText {
  const at = text.findIndex((part) => typeof part === 'string' && part.includes('#'));
  const part = text[at];
  return typeof part === 'string' ? [...text.slice(0, at), part.slice(0, part.indexOf('#'))] : text;
}
