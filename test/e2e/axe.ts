import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type Axe from 'axe-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Which rules are asked: all that axe has switched on, those of some tags, or a few by name. */
interface Asked {
  /** A selector; the whole page where it is absent. */
  readonly within?: string;
  readonly rules?: readonly string[];
  readonly tags?: readonly string[];
  readonly except?: readonly string[];
}

/**
 * What axe holds against the page as it is now, to be read. Half a megabyte of program is brought to each
 * load of a page once: that and a second page to gather findings in, as axe's own way from Playwright
 * would have it, take longer than the rules.
 */
export async function axeFindings(page: Page, { within, rules, tags, except = [] }: Asked = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const options: Axe.RunOptions = {
    resultTypes: ['violations'],
    rules: Object.fromEntries(except.map((rule) => [rule, { enabled: false }])),
  };
  if (rules !== undefined) options.runOnly = { type: 'rule', values: [...rules] };
  if (tags !== undefined) options.runOnly = { type: 'tag', values: [...tags] };
  return page.evaluate(
    async ([part, asked]) => {
      const { axe } = window as unknown as { axe: typeof Axe };
      // A dialog gets its name, and a tab its panel, a moment after it is there.
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      const { violations } = await axe.run(part ?? document, asked);
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
    },
    [within, options] as const,
  );
}
