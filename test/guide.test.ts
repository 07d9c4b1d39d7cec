import { cpSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { build } from './support/build.ts';
import { root } from './support/fixture.ts';
import { expectText, textOf } from './support/generated.ts';
import { link } from './support/package.ts';
import { blocksIn, withBlocks, type Block } from './support/page.ts';
import { Repository } from './support/repository.ts';
import { run, temporary, type Outcome } from './support/temporary.ts';

/** docs/guide.md, followed from a copy of the shop to a clean one. What its commands print is what stands there. */

const page = 'docs/guide.md';
/** Where the reader of the page has the shop. */
const home = '/home/ada/shop';
/** What the shop is written with: without it, it would not compile. */
const packages = [
  '@typescript-eslint/parser', '@types/express', '@types/node', '@types/pg', 'bullmq', 'express', 'fastify', 'ioredis', 'mysql2', 'pg',
];

const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
const compile = (folder: string): Promise<Outcome> => run(folder, process.execPath, [compiler, '-p', '.']);

beforeAll(build);

test('every command of the guide prints what the guide shows', async () => {
  const folder = temporary({ '.gitignore': 'node_modules\n' });
  cpSync(path.join(root, 'examples/leaky-shop'), folder, { recursive: true });
  link(folder, 'eslint', packages);
  await Repository.adopt(folder);
  expect(await compile(folder)).toMatchObject({ code: 0, out: '' });

  const text = textOf(page) ?? '';
  const blocks = blocksIn(text);
  // What is printed stands in the block after the command.
  const printed = new Map<Block, string>();
  // The first block makes the folder that is here already.
  for (const [at, block] of blocks.entries()) {
    if (at === 0 || printed.has(block)) continue;
    const next = blocks[at + 1];
    if (block.language === 'sh') {
      const { code, out, err } = await run(folder, 'sh', ['-c', block.text.replaceAll(/^npx /gm, 'node_modules/.bin/')]);
      const told = (out + err).replaceAll(folder, home).replaceAll(/^npm warn .*\n/gm, '').trim();
      if (next && isPrinted(next, block)) printed.set(next, `${told}\n`);
      else expect({ code, out, err }, block.text).toEqual({ code: 0, out: '', err: '' });
    } else if (block.language === 'diff') {
      await apply(folder, block.text);
    } else {
      const [, name = ''] = /^\/\/ (\S+)$/m.exec(block.text) ?? [];
      writeFileSync(path.join(folder, name), block.text);
    }
  }
  expectText(page, withBlocks(text, blocks.map(block => ({ ...block, text: printed.get(block) ?? block.text }))));
  expect(await compile(folder)).toMatchObject({ code: 0, out: '' });
}, 300_000);

const isPrinted = ({ language }: Block, command: Block): boolean =>
  language === 'text' || (language === 'diff' && command.text.startsWith('git diff '));

async function apply(folder: string, change: string): Promise<void> {
  const patch = path.join(folder, '.patch');
  writeFileSync(patch, change);
  const { code, err } = await run(folder, 'git', ['apply', patch]);
  expect({ code, err }, change).toEqual({ code: 0, err: '' });
  rmSync(patch);
}
