import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from './support/fixture.ts';

const below = (folder: string): string[] => readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.md')).map(name => path.join(folder, name));
const pages = ['README.md', ...below('docs'), 'examples/leaky-shop/README.md'];

test.each(pages)('the links of %s lead somewhere', page => {
  const links = [...proseOf(page).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)];
  const lost = links.filter(([, to = '', anchor]) => {
    const target = to === '' ? page : path.join(path.dirname(page), to);
    return !existsSync(path.join(root, target)) || (anchor !== undefined && !anchorsIn(target).has(anchor));
  });
  expect(lost.map(([link]) => link)).toEqual([]);
});

/** A page without its code. */
const proseOf = (page: string): string => readFileSync(path.join(root, page), 'utf8').replaceAll(/^```.*?^```$/gms, '');

/** The names that headings have in links. */
function anchorsIn(page: string): ReadonlySet<string> {
  const headings = [...proseOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
  return new Set(headings.map(heading => heading.toLowerCase().replaceAll(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-')));
}
