/** Width of a text in pixels, as it will be drawn. */
export type Measure = (text: string) => number;

const ELLIPSIS = '…';

/** The text, or as much of its start as fits with an ellipsis. SVG text has no ellipsis of its own. */
export function fitText(text: string, width: number, measure: Measure): string {
  if (measure(text) <= width) return text;
  const characters = Array.from(text);
  let fits = 0;
  let tooMany = characters.length;
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (measure(characters.slice(0, middle).join('').trimEnd() + ELLIPSIS) <= width) fits = middle;
    else tooMany = middle;
  }
  return fits === 0 ? '' : characters.slice(0, fits).join('').trimEnd() + ELLIPSIS;
}

/** What of an arrow's two texts fits between its lifelines. The right one is kept whole while anything of the left one can stay. */
export function fitArrowTexts(label: string, detail: string, width: number, measure: Measure): { label: string; detail: string } {
  const gap = 10;
  const least = 28;
  const detailWidth = detail === '' ? 0 : measure(detail) + gap;
  if (width - detailWidth >= Math.min(least, measure(label))) return { label: fitText(label, width - detailWidth, measure), detail };
  return { label: fitText(label, width, measure), detail: '' };
}
