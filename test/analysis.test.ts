import type { Rule } from 'eslint';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Node } from '../src/ast.ts';
import { fileOf, type File } from '../src/file.ts';
import { fixturesIn, type Fixture, type Tier } from './support/fixture.ts';
import { language, linter } from './support/lint.ts';
import { Project } from './support/project.ts';

/**
 * What a comment says of its line: `// is pg:Pool().connect()`, `// in handler request loop`; ` typed` where it holds only with
 * types, `is-missing` and `in-missing` where the engine is known not to find it.
 *
 * Of a call that acquires: `// held exit throw`, the ways in which it gets lost (`always` where nothing gives it back), or `// free`.
 */
const marker = /\/\/ (is|in|held|free)(-missing)?(?: (.+?))?( typed)?$/;

/** What the engine answers for a line; a fixture of another question adds its word here and in {@link marker}. */
const questions: Readonly<Record<string, (file: File, line: number) => string>> = {
  is: (file, line) => {
    const value = valueOn(file, line);
    return (value && file.origin.of(value)) ?? 'nothing';
  },
  in: (file, line) => {
    const call = [...file.each('CallExpression'), ...file.each('NewExpression')].filter(startsOn(line)).sort(byStart).at(-1);
    if (!call) return 'no call';
    const { handler, loop, runs } = file.place(call);
    const turn = loop ? 'loop' : undefined;
    return handler ? ['handler', handler.what, turn].filter(word => word !== undefined).join(' ') : turn ?? runs;
  },
  held: waysOn,
  free: waysOn,
};

const fixtures = fixturesIn('analysis');
const project = new Project('test/analysis/tsconfig.json');
project.add(fixtures.filter(({ tiers }) => tiers.includes('typed')).map(fixture => [fixture.filename(), fixture.text]));

beforeAll(() => project.program, 600_000);

for (const fixture of fixtures) describe(fixture.name, () => {
  for (const tier of fixture.tiers) test(tier, () => {
    const file = read(fixture, tier);
    const found = fixture.text.split('\n').flatMap((code, index) => {
      const [, question = '', missing, answer = '', typed] = marker.exec(code) ?? [];
      const given = questions[question]?.(file, index + 1);
      if (given === undefined) return [];
      const due = missing === undefined && (typed === undefined || tier === 'typed');
      const said = due ? answer : `not yet ${answer}`;
      return due === (given === answer) ? [] : [`line ${String(index + 1)}: ${given}, but the comment says ${said}`];
    });
    expect(found).toEqual([]);
  });

  test.runIf(fixture.tiers.includes('typed'))('type-checks', () => {
    expect(project.faultsIn(fixture.filename())).toEqual([]);
  });
});

function read(fixture: Fixture, tier: Tier): File {
  let file: File | undefined;
  const ask: Rule.RuleModule = {
    create(context) {
      file = fileOf(context);
      return {};
    },
  };
  const filename = fixture.filename();
  const config = language(filename, fixture.text, tier === 'typed' ? project.program : undefined);
  const asking = { ...config, plugins: { ask: { rules: { ask } } }, rules: { 'ask/ask': 'error' } } as const;
  const messages = linter.verify(fixture.text, asking, filename);
  if (!file) throw new Error(messages[0]?.message);
  return file;
}

/** How what the calls on a line acquire gets lost. */
function waysOn(file: File, line: number): string {
  const uses = file.having('acquires').filter(({ node }) => startsOn(line)(node));
  if (uses.length === 0) return 'nothing';
  const ways = uses.flatMap(use => file.holdings.fates(use)).flatMap(fate => {
    if (fate.kind === 'leaks') return fate.leaks.map(({ how }) => how);
    return fate.kind === 'never' ? 'always' : fate.kind;
  });
  return [...new Set(ways)].sort().join(' ');
}

/** The value that a line is about: the name it declares last, what it returns or keeps in a field, or the expression it is. */
function valueOn(file: File, line: number): Node | null | undefined {
  const kinds = ['VariableDeclarator', 'ExpressionStatement', 'ReturnStatement', 'PropertyDefinition'] as const;
  const about = kinds.flatMap(kind => [...file.each(kind)]).filter(startsOn(line)).sort(byStart).at(-1);
  switch (about?.type) {
    case 'VariableDeclarator':
      return about.id.type === 'Identifier' ? about.id : file.each('Identifier').findLast(({ range: [, end] }) => end < about.id.range[1]);
    case 'ExpressionStatement':
      return about.expression;
    case 'ReturnStatement':
      return about.argument;
    default:
      return about?.value;
  }
}

const startsOn = (line: number) => (node: Node): boolean => node.loc.start.line === line;
const byStart = (a: Node, b: Node): number => a.range[0] - b.range[0];
