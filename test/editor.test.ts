import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from './support/build.ts';
import { Editor, type Action, type Diagnostic } from './support/editor.ts';
import { link } from './support/package.ts';
import { keepsNoClient, leaksClient } from './support/shop.ts';
import { temporary } from './support/temporary.ts';

/** The plugin as people meet it while they type: in the language server that editors run, over its wire. */

const config = `import { defineConfig } from 'eslint/config';
import parser from '@typescript-eslint/parser';
import watertight from 'eslint-plugin-watertight';

export default defineConfig([
  { files: ['**/*.ts'], languageOptions: { parser } },
  { files: ['**/*.{js,ts}'], plugins: { watertight }, extends: ['watertight/strict'] },
]);
`;

const reports = `import type { Request, Response } from 'express';
import { createReadStream } from 'node:fs';
import { Agent } from 'node:https';
import { fetchRows } from './warehouse.ts';

export async function exportOrders(request: Request, response: Response): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 20 });
  const rows = await fetchRows('orders', agent);
  let csv = '';
  for (const row of rows) csv += row.id + '\\n';
  response.setHeader('content-length', csv.length);
  createReadStream('header.csv').pipe(response);
}
`;

const page = (rule: string): string => `https://github.com/watertight-js/eslint-plugin-watertight/blob/main/docs/rules/${rule}.md`;

beforeAll(build);

describe.each(['eslint', 'eslint9'] as const)('%s', eslint => {
  let editor: Editor;

  beforeAll(async () => {
    const folder = temporary({ 'package.json': '{ "type": "module" }\n', 'eslint.config.js': config, 'orders.js': '' });
    link(folder, eslint, ['@typescript-eslint/parser']);
    editor = await Editor.open(folder);
  });

  afterAll(async () => {
    expect(editor.complaints).toEqual([]);
    await editor.close();
  });

  /** The squiggles as a reader sees them. */
  async function seen(name: string): Promise<string[]> {
    const squiggles = await editor.squiggles(name);
    return squiggles.map(squiggle => {
      const line = squiggle.range.start.line + 1;
      return `${String(line)} ${squiggle.code ?? 'none'} ${editor.under(name, squiggle)}`;
    }).sort();
  }

  async function only(name: string): Promise<Diagnostic> {
    const squiggles = await editor.squiggles(name);
    expect(squiggles).toHaveLength(1);
    return squiggles[0] as Diagnostic;
  }

  test.each(['orders.js', 'orders.ts'])('%s: a squiggle under the call, with a link to the page of its rule', async name => {
    await editor.show(name, leaksClient);
    const squiggle = await only(name);
    expect(squiggle).toMatchObject({
      range: { start: { line: 6, character: 23 }, end: { line: 6, character: 37 } },
      severity: 1,
      source: 'eslint',
      code: 'watertight/require-release',
      codeDescription: { href: page('require-release') },
    });
    expect(squiggle.message).toMatch(/^This pooled client stays out when `client\.query\(/);
    const actions = await editor.actions(name, squiggle);
    expect(actions.map(({ title }) => title)).toContain('Show documentation for watertight/require-release');
  });

  test('squiggles follow what is typed, not what is on the disk', async () => {
    await editor.show('typed.js', leaksClient);
    expect(await seen('typed.js')).toEqual(['7 watertight/require-release pool.connect()']);
    await editor.type('typed.js', `// What we sell\n${leaksClient}`);
    expect(await seen('typed.js')).toEqual(['8 watertight/require-release pool.connect()']);
    await editor.type('typed.js', leaksClient.replace('pool.connect()', 'pool.'));
    expect(await seen('typed.js')).toEqual([expect.stringMatching(/^\d+ none /)]);
    await editor.type('typed.js', leaksClient.replace(/export[^]*/, keepsNoClient));
    expect(await seen('typed.js')).toEqual([]);
  });

  test.each([['half.js', leaksClient], ['half.ts', reports]])('%s: typed key by key, nothing fails', async (name, text) => {
    await editor.show(name, '');
    for (let length = 1; length < text.length; length += 7) {
      await editor.type(name, text.slice(0, length));
      for (const { code, message } of await editor.squiggles(name)) {
        expect(message).not.toMatch(/could not read this file/);
        if (code === undefined) expect(message).toMatch(/^Parsing error: /);
      }
    }
    await editor.type(name, text);
    expect((await seen(name)).length).toBeGreaterThan(0);
  });

  test.each(['fix.js', 'fix.ts'])('%s: a quick fix repairs the one place', async name => {
    const twice = leaksClient + leaksClient.slice(leaksClient.indexOf('export')).replaceAll(/orders/gi, 'Items');
    await editor.show(name, twice);
    expect(await seen(name)).toHaveLength(2);
    const [first] = await editor.squiggles(name);
    const repairs = await editor.repairs(name, first as Diagnostic);
    expect(repairs.map(({ title }) => title)).toContain('Fix this watertight/require-release problem');
    await editor.choose(repairs.find(({ title }) => title.startsWith('Fix this')) ?? { title: '' });
    expect(editor.textOf(name)).toBe(twice.replace(/export.*?\n\}\n/s, keepsNoClient));
    expect(await seen(name)).toHaveLength(1);
  });

  test('each repair that the light bulb offers ends its squiggle and starts none', async () => {
    await editor.show('reports.ts', reports);
    const squiggles = await editor.squiggles('reports.ts');
    const chosen: string[] = [];
    for (const [at, squiggle] of squiggles.entries()) {
      for (const { title } of await editor.repairs('reports.ts', squiggle)) {
        const tab = `reports${String(chosen.push(title))}.ts`;
        await editor.show(tab, reports);
        const same = (await editor.squiggles(tab))[at] as Diagnostic;
        await editor.choose((await editor.repairs(tab, same)).find(repair => repair.title === title) as Action);
        const left = (await editor.squiggles(tab)).map(({ message }) => message);
        expect(left.sort(), title).toEqual(squiggles.filter(each => each !== squiggle).map(({ message }) => message).sort());
      }
    }
    expect(chosen.sort()).toEqual([
      'Gather the pieces in an array and join them once. (watertight/no-string-concat-in-loop)',
      'Make it at the first call and keep it. (watertight/no-pool-per-request)',
      'Make it when the module is loaded. (watertight/no-pool-per-request)',
      'Use `pipeline()` with a callback. (watertight/require-pipeline)',
    ]);
  });

  test('saving repairs what is safe to repair, and no more', async () => {
    await editor.show('save.ts', leaksClient + reports);
    const rulesIn = async () => (await editor.squiggles('save.ts')).map(({ code }) => code?.replace('watertight/', '')).sort();
    const left = ['no-pool-per-request', 'no-string-concat-in-loop', 'require-pipeline'];
    expect(await rulesIn()).toEqual([...left, 'require-release']);
    await editor.save('save.ts');
    expect(editor.textOf('save.ts')).toBe(leaksClient.replace(/export[^]*/, keepsNoClient) + reports);
    expect(await rulesIn()).toEqual(left);
  });

  test('a comment that the light bulb writes lets a place pass', async () => {
    await editor.show('passed.js', leaksClient);
    const actions = await editor.actions('passed.js', await only('passed.js'));
    await editor.choose(actions.find(({ title }) => title === 'Disable watertight/require-release for this line') as Action);
    expect(editor.textOf('passed.js')).toContain('  // eslint-disable-next-line watertight/require-release\n  const client');
    expect(await seen('passed.js')).toEqual([]);
  });
});
