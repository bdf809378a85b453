import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { causes } from '../../../shared/diagnosis/causes.ts';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

it('every cause has a name of its own, for scripts, and a file of that name', () => {
  expect(new Set(causes.map(({ id }) => id)).size).toBe(causes.length);
  for (const { id } of causes) expect(read(`shared/diagnosis/causes/${id.replaceAll('_', '-')}.ts`)).toContain(`'${id}'`);
});

it.each(causes.map(({ id, title }) => [id, title]))(
  '%s is proved by runs that have it and runs that have not, and stands in the guide',
  (id, title) => {
    const files = ['grants/diagnosis.test.ts', 'grants/causes.test.ts', 'endpoints/registration-contract.test.ts'];
    const proofs = files.map((file) => read(`test/integration/${file}`)).join('');
    expect(proofs).toContain(`'${id}'`);
    expect(read('docs/guide/diagnosis.md')).toContain(`| \`${id}\` | ${title} |`);
  },
);
