import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';
import pLimit from 'p-limit';
import pMap from 'p-map';
import { describe, expect, test } from 'vitest';
import { lint } from '../support/lint.ts';
import { repairsOf } from '../support/repair.ts';

const require = createRequire(import.meta.url);

/** What a program gives or throws, what it asked for, and how much of that at the same time. */
async function runOf(program: string, urls: readonly string[]): Promise<{ given: unknown; asked: string[]; most: number }> {
  let running = 0;
  let most = 0;
  const asked: string[] = [];
  const fetch = async (url: string): Promise<{ text: () => Promise<string> }> => {
    asked.push(url);
    running += 1;
    most = Math.max(most, running);
    await new Promise(resolve => setTimeout(resolve, (url.length * 7) % 5));
    running -= 1;
    if (url.endsWith('/7')) throw new Error(`no ${url}`);
    return { text: () => Promise.resolve(`text of ${url}`) };
  };
  type Run = (items: readonly string[]) => Promise<unknown>;
  const module: { exports: Run & { run?: Run } } = { exports: async items => Promise.resolve(items) };
  const packages: Record<string, unknown> = { 'p-limit': pLimit, 'p-map': pMap };
  const known = (name: string): unknown => packages[name] ?? require(name);
  const script = program.replaceAll(/^import (\w+) from ('[\w-]+');/gm, 'const $1 = require($2);')
    .replaceAll(/^export const (\w+) =/gm, 'module.exports.$1 =');
  runInNewContext(script, { module, require: known, fetch, AbortSignal });
  const given = await (module.exports.run ?? module.exports)(urls).catch((error: unknown) => String(error));
  const plain = JSON.stringify(given ?? null, (_, value: unknown) => (value instanceof Error ? value.message : value));
  return { given: JSON.parse(plain), asked, most };
}

const load = 'fetch(url, { signal: AbortSignal.timeout(2000) })';
const programs = {
  'all, read': `const texts = await Promise.all(urls.map(async url => (await ${load}).text()));\n  return texts;`,
  'all settled, read': `const settled = await Promise.allSettled(urls.map(async url => {
    const answer = await ${load};
    return answer.text();
  }));
  return settled.map(({ status, value }) => [status, value]);`,
  'all settled, unread': `await Promise.allSettled(urls.map(url => ${load}));\n  return 'done';`,
};
/** In a module, where a package can be imported, or is already. */
const modules = {
  'returned, with p-map': {
    text: `export const run = async urls => {\n  return Promise.all(urls.map(async url => (await ${load}).text()));\n};\n`, most: 10,
  },
  'with p-map that is there': {
    text: `import pMap from 'p-map';
export const run = urls => Promise.all(urls.map(async (url, index) => \`\${index} \${await (await ${load}).text()}\`));
export const other = urls => pMap(urls, url => url, { concurrency: 2 });
`,
    most: 10,
  },
  'with the limit that is there': {
    text: `import pLimit from 'p-limit';
const limit = pLimit(3);
export const run = async urls => {
  const texts = await Promise.allSettled(urls.map(async url => {
    const answer = await ${load};
    return answer.text(); // whole
  }));
  return texts.map(({ status, value }) => ({ status, value }));
};
export const other = url => limit(() => ${load});
`,
    most: 3,
  },
  'with a limit of its own': {
    text: `import pLimit from 'p-limit';
export const run = async urls => {
  const all = await Promise.all(urls.map(url => ({ text: ${load}.then(answer => answer.text()) }).text));
  return all;
};
export const other = limit => pLimit(limit);
`,
    most: 10,
  },
};
const listOf = (count: number, from = 0): string[] => Array.from({ length: count }, (_, at) => `https://example.com/${String(from + at)}`);
// One of the 35 fails.
const lists = [listOf(0), listOf(1), listOf(6), listOf(35), listOf(40, 100)];

describe('what is done a few at a time gives the same', () => {
  for (const [name, body] of Object.entries(programs)) {
    test(name, async () => {
      const program = `module.exports = async urls => {\n  ${body}\n};\n`;
      const { all } = lint({ folder: 'no-unbounded-concurrency', options: {}, settings: {} }, 'subject.cjs', program);
      const repairs = repairsOf(program, all.filter(({ rule }) => rule === 'no-unbounded-concurrency'));
      expect(repairs, 'repairs').toHaveLength(1);
      for (const urls of lists) {
        const [before, after] = [await runOf(program, urls), await runOf(repairs[0]?.text ?? '', urls)];
        expect(after.given, repairs[0]?.text).toEqual(before.given);
        expect(before.most).toBe(urls.length);
        expect(after.most).toBeLessThanOrEqual(10);
        if (!String(before.given).startsWith('Error')) expect(after.asked).toEqual(urls);
      }
    });
  }

  for (const [name, { text, most }] of Object.entries(modules)) {
    test(name, async () => {
      const { all } = lint({ folder: 'no-unbounded-concurrency', options: {}, settings: {} }, 'subject.mjs', text);
      const repair = repairsOf(text, all.filter(({ rule }) => rule === 'no-unbounded-concurrency')).find(each => each.name.includes('`p-'));
      expect(repair, 'repair').toBeDefined();
      expect(repair?.text.match(/\/\/ \w+/g)).toEqual(text.match(/\/\/ \w+/g));
      for (const urls of lists) {
        const [before, after] = [await runOf(text, urls), await runOf(repair?.text ?? '', urls)];
        expect(after.given, repair?.text).toEqual(before.given);
        expect(before.most).toBe(urls.length);
        expect(after.most).toBeLessThanOrEqual(most);
      }
    });
  }
});

test('no package is asked for where it may not be there, or would do something else', () => {
  for (const text of [
    `module.exports = urls => Promise.all(urls.map(url => ${load}));`,
    `export const run = urls => Promise.all(urls.map((url, index, all) => ${load}.then(({ ok }) => [ok, index, all.length])));`,
    `export const run = urls => Promise.all(urls.map(url => ${load}, pMap));\nconst pMap = 3;`,
    `import pMap from 'p-map';\nexport const run = (urls, { pMap }) => Promise.all(urls.map(url => ${load}));`,
    `export const run = urls => Promise.all(urls /* all of them */.map(url => ${load}));`,
  ]) {
    const name = text.startsWith('module') ? 'subject.cjs' : 'subject.mjs';
    const { all } = lint({ folder: 'no-unbounded-concurrency', options: {}, settings: {} }, name, text);
    const found = all.filter(({ rule }) => rule === 'no-unbounded-concurrency');
    expect(found.length, text).toBe(1);
    expect(repairsOf(text, found).filter(each => each.name.includes('pMap')), text).toEqual([]);
  }
});
