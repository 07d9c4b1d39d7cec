import type { Linter } from 'eslint';
import fc from 'fast-check';
import { createRequire } from 'node:module';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import plugin from '../../src/index.ts';
import { language, linter } from '../support/lint.ts';

/** How text is made of the chunks of a stream. */
interface Recipe {
  way: keyof typeof ways;
  piece: string;
  added: string;
  text: string;
  /** Where the bytes are cut. */
  cuts: readonly number[];
}

/** The function that reads a stream; `@` is the statement that adds a chunk. */
const ways = {
  handler: (add: string) => `stream.on('data', chunk => { ${add} }); stream.on('end', () => done(text));`,
  chain: (add: string) => `stream.on('error', done).on('data', chunk => { ${add} }).on('end', () => done(text));`,
  named: (add: string) => `stream.on('data', take); stream.on('end', () => done(text)); function take(chunk) { ${add} }`,
  listener: (add: string) => `stream.addListener('data', function (chunk) { ${add} }); stream.once('end', () => done(text));`,
  loop: (add: string) => `(async () => { for await (const chunk of stream) { ${add} } done(text); })();`,
  labelled: (add: string) => `(async () => { all: for await (const chunk of stream) ${add} done(text); })();`,
  member: (add: string) => `const io = { at: stream.pipe(new PassThrough()) };
  io.at.on('data', chunk => { ${add} }).on('end', () => done(text));`,
  made: (add: string) => `stream.pipe(new PassThrough()).on('data', chunk => { ${add} }).on('end', () => done(text));`,
  decoder: (_: string) => `const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  (async () => { for await (const chunk of stream) text += decoder.decode(chunk); done(text); })();`,
} as const;

const recipes: fc.Arbitrary<Recipe> = fc.record({
  way: fc.constantFrom(...Object.keys(ways) as (keyof typeof ways)[]),
  piece: fc.constantFrom(
    'chunk', 'chunk.toString()', 'chunk.toString("utf8")', 'String(chunk)', '`${chunk}`', 'Buffer.from(chunk).toString()',
  ),
  added: fc.constantFrom('text += #;', 'text = text + #;', 'text = `${text}${#}`;', 'text = text.concat(#);'),
  text: fc.oneof(
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.string({ unit: fc.constantFrom('é', '語', '🚀', 'a', '\n', '�'), minLength: 1 }),
  ),
  cuts: fc.array(fc.nat(60), { maxLength: 6 }),
});

const programOf = ({ way, piece, added }: Recipe): string => `const { PassThrough } = require('node:stream');
module.exports = done => {
  const stream = new PassThrough();
  let text = '';
  ${ways[way](added.replace('#', () => piece))}
  return stream;
};
`;

/** The program with each repair that is offered for its bytes, or itself where there is none. */
function repaired(text: string): string[] {
  const rules: Linter.RulesRecord = { 'watertight/no-string-concat-in-loop': 'error' };
  const config = { ...language('subject.cjs', text), plugins: { watertight: plugin }, rules };
  const [report] = linter.verify(text, config, { filename: 'subject.cjs' }).filter(({ messageId }) => messageId === 'bytes');
  const fixes = [report?.fix, ...(report?.suggestions ?? []).map(({ fix }) => fix)].filter(fix => fix !== undefined);
  return fixes.map(({ range: [from, to], text: put }) => text.slice(0, from) + put + text.slice(to));
}

/** What a program makes of the bytes of a text that come in pieces. */
function read(program: string, { text, cuts }: Recipe): Promise<string> {
  const module = { exports: (_: (read: string) => void): PassThrough => new PassThrough() };
  new Function('module', 'require', program)(module, createRequire(import.meta.url));
  return new Promise(resolve => {
    const stream = module.exports(resolve);
    const bytes = Buffer.from(text);
    let from = 0;
    const write = (): void => {
      const to = cuts.filter(cut => cut > from).sort((a, b) => a - b)[0] ?? bytes.length;
      if (from >= bytes.length) {
        stream.end();
        return;
      }
      stream.write(bytes.subarray(from, to));
      from = to;
      setImmediate(write);
    };
    write();
  });
}

test('a stream whose bytes were taken for text gives its text once it is repaired', async () => {
  let repairs = 0;
  let broken = 0;
  await fc.assert(fc.asyncProperty(recipes, async recipe => {
    const text = Buffer.from(recipe.text).toString();
    const program = programOf(recipe);
    if (await read(program, recipe) !== text) broken++;
    for (const fixed of repaired(program)) {
      repairs++;
      expect(await read(fixed, recipe), fixed).toBe(text);
    }
  }), { numRuns: Number(process.env['RUNS'] ?? 1000) });
  expect(repairs).toBeGreaterThan(700);
  expect(broken, 'programs that a cut in a character broke').toBeGreaterThan(50);
}, 120_000);
