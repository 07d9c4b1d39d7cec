import { runInThisContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { repaired } from '../support/equivalent.ts';

/** What the rule makes of a program by itself. */
const fixedBy = (text: string): string => repaired(text, 'subject.js', { rules: { 'watertight/no-needless-copy': 'error' } }) ?? '';

/** What a list is made from: the text, an object, a list, all of them what the program is given. */
const lists = [
  'text.split(sep)', 'Object.keys(object)', 'Object.values(object)', 'Object.entries(object)', 'Array.from(list)',
  'list.filter(test)', '[...list].filter(test)', 'Object.keys(object).filter(test)', 'Object.values(object).map(change)',
  'Array.from(list, change)', 'Object.entries(object).flatMap(change)', '[1, , 3]', 'list', 'new Set(list)', 'sparse.map(change)',
  '[...list, 1]',
];
const copies = [
  (list: string) => `[...${list}]`, (list: string) => `Array.from(${list})`, (list: string) => `${list}.slice()`,
  (list: string) => `[...[...${list}]]`, (list: string) => `new Set([...${list}])`, (list: string) => `/* a */ [...${list}] /* b */`,
];
const uses = [
  (made: string) => `return ${made};`,
  (made: string) => `const made = ${made}; made.push?.(9); log(list.length); return [made, list];`,
  (made: string) => `const made = ${made}; made.add?.(9); return [...made];`,
  (made: string) => `let all = ''; for (const each of ${made}) { all += String(each); log(each); } return all;`,
  (made: string) => `const made = ${made}; list.push(7); log(made); return made;`,
  (made: string) => `return [${made}, ${made} === list, Array.isArray(${made})];`,
];
const seps = ['","', '/[,;]/', '/(,)/', '""', 'undefined', 'sep', 'log(",")'];
const firsts = [
  (split: string) => `return ${split}[0];`, (split: string) => `const [first] = ${split}; return first;`,
  (split: string) => `return ${split}.shift();`, (split: string) => `return ${split}.at(0)?.length;`,
  (split: string) => `const [first = 'none'] = ${split}; return first;`, (split: string) => `return ${split}[0]?.split(";")[0];`,
  (split: string) => `const parts = ${split}; return parts[0];`, (split: string) => `return ${split}['0'] + ${split}.length;`,
];

const programs = fc.oneof(
  fc.tuple(fc.constantFrom(...lists), fc.constantFrom(...copies), fc.constantFrom(...uses)).map(([list, copy, use]) => use(copy(list))),
  fc.tuple(fc.constantFrom('text', 'log(text)', 'String(list)'), fc.constantFrom(...seps), fc.constantFrom(...firsts))
    .map(([text, sep, first]) => first(`${text}.split(${sep})`)),
);
const givens = fc.record({
  text: fc.constantFrom('', ',', 'a', 'a,b;c', ',a', 'a;b,c', 'aaa'),
  sep: fc.constantFrom(',', ';', 'aa', ''),
  list: fc.array(fc.constantFrom<unknown>(0, 1, 'a', undefined, null, ''), { maxLength: 5 }),
  object: fc.dictionary(fc.constantFrom('a', 'b', '1', 'length'), fc.constantFrom<unknown>(0, 1, 'x', undefined), { maxKeys: 4 }),
});

/** What a run gives or throws, and what it does on the way. */
function runOf(body: string, { text, sep, list, object }: { text: string; sep: string; list: unknown[]; object: object }): unknown {
  const log: unknown[] = [];
  const say = (said: unknown): unknown => (log.push(structuredClone(said)), said);
  const test = (each: unknown): boolean => (log.push(['test', each]), each !== 0);
  const change = (each: unknown): unknown => (log.push(['change', each]), String(each));
  try {
    const program = runInThisContext(`(function (text, sep, list, object, sparse, log, test, change) { ${body} })`) as (...given: unknown[]) => unknown;
     
    return { given: program(text, sep, [...list], { ...object }, [1, , 3], say, test, change), log };
  } catch (error) {
    return { thrown: String(error), log };
  }
}

test('a program does the same without its needless copies', () => {
  let fixes = 0;
  const known = new Map<string, string>();
  fc.assert(fc.property(programs, givens, (body, given) => {
    const whole = `export function subject(text, sep, list, object, sparse, log, test, change) {\n${body}\n}\n`;
    const fixed = known.get(whole) ?? fixedBy(whole);
    known.set(whole, fixed);
    if (fixed === whole) return;
    fixes += 1;
    const inner = fixed.slice(fixed.indexOf('{\n') + 2, fixed.lastIndexOf('}'));
    expect(runOf(inner, given), `${body}\n${inner}`).toStrictEqual(runOf(body, given));
  }), { numRuns: Number(process.env['RUNS'] ?? 2500) });
  expect(fixes).toBeGreaterThan(400);
}, 120_000);
