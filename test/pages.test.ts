import { Linter } from 'eslint';
import { expect, test } from 'vitest';
import plugin from '../src/index.ts';

const text = `import { bus } from './bus.js';
export function show(shop) { bus.on('stock', stock => shop.show(stock)); }
`;

/** How many certain findings there are in a file of a project. */
function findings(project: string, file: string): number {
  const linter = new Linter({ cwd: project });
  const config: Linter.Config = { files: ['**'], plugins: { watertight: plugin }, rules: { 'watertight/no-leaked-listener': 'error' } };
  return linter.verify(text, [config], { filename: `${project}/${file}` }).length;
}

test('the folder of a front end is looked for in the project, not in the way to it', () => {
  expect(findings('/home/ada/shop', 'src/stock.js')).toBe(1);
  expect(findings('/home/ada/shop', 'frontend/stock.js')).toBe(0);
  expect(findings('/home/ada/shop-frontend', 'src/stock.js')).toBe(1);
});
