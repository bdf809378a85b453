import { createHash } from 'node:crypto';
import { styles } from './styles.ts';

/** Markup that is safe to put into a page. Made by {@link html} only. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

type Insertion = string | Markup | readonly Markup[];

/** Puts values into markup; what is not markup itself is escaped. */
export function html(parts: TemplateStringsArray, ...values: readonly Insertion[]): Markup {
  const inserted = (value: Insertion | undefined) => {
    if (value === undefined) return '';
    if (typeof value === 'string') return escaped(value);
    return value instanceof Markup ? value.text : value.map((item) => item.text).join('');
  };
  return new Markup(parts.map((part, index) => part + inserted(values[index])).join(''));
}

/** The hash that lets the page's own style sheet, and nothing else, through its Content Security Policy. */
export const styleSource = `'sha256-${createHash('sha256').update(styles).digest('base64')}'`;

/** A whole page of the playground, saying on top that it is one. */
export function page(title: string, body: Markup): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${title} · Grantbench playground</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<style>${new Markup(styles)}</style>
</head>
<body>
<header class="banner"><strong>Playground</strong> This is a practice server on your own machine. Its accounts are public and protect nothing: never enter a real password here.</header>
<main>
${body}
</main>
</body>
</html>
`.text;
}
