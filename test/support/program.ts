import fc from 'fast-check';

/** The lines of a statement; `@` is their number, told when the program is put together, and `#` the names declared beside them. */
type Statement = readonly string[];

const line = (...lines: readonly string[]): Statement => lines;
const indent = (statements: readonly Statement[]): string[] => statements.flat().map(each => (each === '' ? '' : `  ${each}`));

/** How a resource is acquired, used and given back. */
interface Kind {
  name: string;
  acquire: string;
  use: string;
  release: string;
}

const kinds: readonly Kind[] = [
  { name: 'client', acquire: 'await pool.connect()', use: 'await client.query(@)', release: 'client.release();' },
  { name: 'handle', acquire: "await open('file')", use: 'await handle.read(@)', release: 'await handle.close();' },
  { name: 'release', acquire: 'await mutex.acquire()', use: 'io.work(@)', release: 'release();' },
  { name: '', acquire: 'await mutex.acquire()', use: 'io.work(@)', release: 'mutex.release();' },
];

const harmless: readonly Statement[] = [
  line('seen.push(@);'),
  line('// A remark on what follows.', 'seen.push(@);'),
  line('const n@ = @;'),
  line('seen.push(`a', 'b@`);'),
  line(''),
];

/** Statements of a function body in which `use` uses the resource. */
function statements(use: string, labels: readonly string[], depth: number): fc.Arbitrary<Statement[]> {
  const leaves: fc.Arbitrary<Statement>[] = [
    fc.constant(line(`seen.push(${use});`)),
    fc.constant(line(`const v@ = ${use};`)),
    fc.constant(line(`let v@ = ${use}; // keeps it`)),
    fc.constant(line('seen.push(io.work(@));')),
    fc.constant(line('await io.wait(@);')),
    fc.constantFrom(...harmless),
    fc.constant(line('if (io.flag(@)) return @;')),
    fc.constant(line(`if (io.flag(@)) return ${use.replace('await ', '')};`)),
    fc.constant(line('if (io.flag(@)) {', '  // Nothing more to do.', '  return seen;', '}')),
    fc.constant(line("if (io.flag(@)) throw new Error('e@');")),
    ...labels.flatMap(label => ['break;', 'continue;', `break ${label};`, `continue ${label};`])
      .map(jump => fc.constant(line(`if (io.flag(@)) ${jump}`))),
  ];
  if (depth === 0) return fc.array(fc.oneof(...leaves), { maxLength: 3 });
  const label = `turns${String(depth)}`;
  const inner = statements(use, labels, depth - 1);
  const looped = statements(use, [...labels, label], depth - 1);
  const nested: fc.Arbitrary<Statement>[] = [
    fc.tuple(inner, inner).map(([yes, no]) => line('if (io.flag(@)) {', ...indent(yes), '} else {', ...indent(no), '}')),
    fc.tuple(inner, inner).map(([body, caught]) => line('try {', ...indent(body), '} catch (error) {', ...indent(caught), '}')),
    fc.tuple(inner, inner).map(([body, caught]) =>
      line('try {', ...indent(body), '} catch (error) {', ...indent(caught), '  throw error;', '}')),
    fc.tuple(inner, inner).map(([body, last]) => line('try {', ...indent(body), '} finally {', ...indent(last), '}')),
    looped.map(body => line(`${label}: for (const turn of [1, 2]) {`, ...indent(body), '  seen.push(turn);', '}')),
    inner.map(body =>
      line('switch (io.flag(@)) {', '  case true:', ...indent([indent(body)]), '    break;', '  default:', '    seen.push(@);', '}')),
    inner.map(body => line('{', ...indent(body), '}')),
  ];
  return fc.array(fc.oneof({ weight: 3, arbitrary: fc.oneof(...leaves) }, { weight: 1, arbitrary: fc.oneof(...nested) }), { maxLength: 4 });
}

/** What follows the acquisition, in one of the ways in which people give back. */
function following({ use, release }: Kind): fc.Arbitrary<Statement[]> {
  const give = line(release);
  const some = statements(use, [], 1);
  const more = statements(use, [], 2);
  const rest = statements('io.work(@)', [], 0);
  const declared = line('return [seen, #];');
  return fc.oneof(
    fc.tuple(more, rest).map(([body, after]) => [...body, give, ...after, declared]),
    fc.tuple(more).map(([body]) => [...body, declared]),
    fc.tuple(some, more, some, rest).map(([gap, body, last, after]) =>
      [...gap, line('try {', ...indent(body), '} finally {', ...indent([...last, give]), '}'), ...after]),
    fc.tuple(some, more).map(([gap, body]) =>
      [
        ...gap,
        line('try {', ...indent([...body, line('return @;')]), '} catch (error) {', '  seen.push(error.message);'),
        line('} finally {', ...indent([give]), '}'),
        declared,
      ]),
    fc.tuple(more, some).map(([body, caught]) =>
      [line('try {', ...indent([...body, give]), '} catch (error) {', ...indent([...caught, give, line('throw error;')]), '}')]),
    fc.tuple(more, some, rest).map(([body, caught, after]) =>
      [
        line('try {', ...indent([...body, give, line('return seen;')])),
        line('} catch (error) {', ...indent([...caught, give, line('return @;')]), '}'),
        ...after,
      ]),
    fc.tuple(some, more, some, rest).map(([gap, body, caught, after]) =>
      [...gap, line('try {', ...indent(body), '} catch (error) {', ...indent(caught), '}'), give, ...after]),
    fc.tuple(some, some, rest).map(([body, other, after]) =>
      [line('if (io.flag(@)) {', ...indent([...body, give, line('return @;')]), '}'), ...other, give, ...after]),
    fc.tuple(some, some, rest).map(([body, other, after]) =>
      [line('if (io.flag(@)) {', ...indent([...body, give]), '} else {', ...indent([...other, give]), '}'), ...after]),
    fc.tuple(some, some).map(([body, other]) =>
      [line('if (io.flag(@)) {', ...indent([...body, give]), '}'), ...other, give, line('return seen;')]),
  );
}

/** The statements that acquire, use and give back one resource, where it stands. */
function acquiring(kind: Kind): fc.Arbitrary<Statement[]> {
  const { name, acquire } = kind;
  const named = fc.constantFrom([`const ${name} = ${acquire};`], [`let ${name};`, `${name} = ${acquire};`]);
  const how = name === '' ? fc.constant([`${acquire};`]) : named;
  const plain = fc.tuple(how, following(kind)).map(([declaration, after]) => [line(...declaration), ...after]);
  if (name === '') return plain;
  const inTry = fc.tuple(statements(kind.use, [], 1), statements('io.work(@)', [], 0), fc.boolean()).map(([body, caught, gives]) => [
    line(`let ${name};`, 'try {', ...indent([line(`${name} = ${acquire};`), ...body, line(kind.release)])),
    line('} catch (error) {', ...indent(caught), ...(gives ? ['  throw error;'] : []), '}'),
  ]);
  return fc.oneof({ weight: 5, arbitrary: plain }, { weight: 1, arbitrary: inTry });
}

function placed(body: readonly Statement[], where: number): Statement[] {
  switch (where) {
    case 0:
      return [line('for (const round of [1, 2]) {', ...indent(body), '}')];
    case 1:
      return [line('try {', ...indent(body), '} catch (error) {', '  seen.push(error.message);', '  throw error;', '}')];
    case 2:
      return [line('const result = await Promise.all([1].map(async () => {', ...indent(body), '}));'), line('return [seen, result];')];
    case 3:
      return [line('if (io.flag(@)) {', ...indent(body), '}')];
    default:
      return [...body];
  }
}

/** Programs whose exported function acquires something and does as people do. */
export const programs: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...kinds).chain(acquiring), statements('io.work(@)', [], 0), statements('io.work(@)', [], 0), fc.nat(9))
  .map(([body, before, after, where]) => {
    const lines = indent([line('const seen = [];'), ...before, ...placed(body, where), ...after, line('return seen;')]);
    return number([
      "const { Pool } = require('pg');",
      "const { open } = require('fs/promises');",
      "const { Mutex } = require('async-mutex');",
      'const pool = new Pool();',
      'const mutex = new Mutex();',
      'exports.run = async function run(io) {',
      ...lines,
      '};',
      '',
    ]);
  });

/** Gives the lines their numbers, and what is declared beside them its use. */
function number(lines: readonly string[]): string {
  const numbered = lines.map((each, index) => each.replaceAll('@', String(index)));
  return numbered.map((each, index) => each.replace('#', () => namesBefore(numbered, index).join(', '))).join('\n');
}

function namesBefore(lines: readonly string[], index: number): string[] {
  const depth = (each: string): number => /^ */.exec(each)?.[0].length ?? 0;
  const own = depth(lines[index] ?? '');
  const names: string[] = [];
  for (let at = index - 1; at >= 0; at -= 1) {
    const each = lines[at] ?? '';
    if (each !== '' && depth(each) < own && !each.startsWith('b')) break;
    const name = depth(each) === own ? /^ *(?:const|let) (v\d+)/.exec(each)?.[1] : undefined;
    if (name !== undefined) names.unshift(name);
  }
  return names;
}
