import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';
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
  const module = { exports: (items: readonly string[]): Promise<unknown> => Promise.resolve(items) };
  runInNewContext(program, { module, require, fetch, AbortSignal });
  const given = await module.exports(urls).catch((error: unknown) => String(error));
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
});
