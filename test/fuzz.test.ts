import fc from 'fast-check';
import { expect, test } from 'vitest';
import { within, type Node } from '../src/ast.ts';
import { fixturesIn, type Fixture } from './support/fixture.ts';
import { lint, linter, parseFault } from './support/lint.ts';
import { repairsOf } from './support/repair.ts';

/** How many programs are made of the fixtures; `FUZZ` asks for more. */
const programs = Number(process.env['FUZZ'] ?? 500);

/** One blow: a piece of the program is taken out, put where another was, swapped with another, or all behind it is missing. */
interface Blow {
  kind: 'drop' | 'put' | 'swap' | 'cut';
  /** Which pieces, as parts of all there are. */
  one: number;
  other: number;
}

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const blow: fc.Arbitrary<Blow> = fc.record({
  // What is cut off seldom parses.
  kind: fc.constantFrom('drop', 'put', 'put', 'swap', 'swap', 'swap', 'cut'),
  one: share,
  other: share,
});
const fixtures = fixturesIn('rules').filter(({ text }) => text.length < 4_000);
const pieces = new Map<string, readonly Node[]>();

test('mutilated and shuffled programs are linted without a fault, and what repairs make of them parses', () => {
  let parsed = 0;
  fc.assert(
    fc.property(fc.constantFrom(...fixtures), fc.array(blow, { minLength: 1, maxLength: 4 }), (fixture, blows) => {
      const filename = fixture.filename(1);
      const text = blows.reduce((made, each) => struck(made, each, piecesOf(fixture)), fixture.text);
      const { fault, all } = lint(fixture, filename, text);
      if (fault !== undefined) return;
      parsed++;
      const failed = all.filter(({ id }) => id === 'failed').map(each => `${each.rule}: ${each.text}`);
      expect(failed, text).toEqual([]);
      for (const { name, of, text: repaired } of repairsOf(text, all)) {
        expect(parseFault(filename, repaired), `${of.rule}, ${name}:\n${repaired}`).toBeUndefined();
      }
    }),
    { numRuns: programs },
  );
  // A test of programs that are no programs would test nothing.
  expect(parsed).toBeGreaterThan(programs / 5);
});

/** The expressions and statements of a fixture, as it was written. */
function piecesOf(fixture: Fixture): readonly Node[] {
  let found = pieces.get(fixture.name);
  if (!found) {
    lint(fixture, fixture.filename(1), fixture.text);
    const { ast, visitorKeys } = linter.getSourceCode();
    const nodes = [...within(ast as unknown as Node, visitorKeys)];
    found = nodes.filter(({ type, range: [from, to] }) => type !== 'Program' && to > from);
    pieces.set(fixture.name, found);
  }
  return found;
}

/** Pieces change places with their like, so that most of what comes out is a program. */
function struck(text: string, { kind, one, other }: Blow, nodes: readonly Node[]): string {
  const first = nodes[Math.floor(one * nodes.length)];
  const alike = nodes.filter(node => first && family(node) === family(first));
  const second = alike[Math.floor(other * alike.length)];
  if (!first || !second) return text;
  const [[from, to], [start, end]] = [first.range, second.range];
  switch (kind) {
    case 'drop':
      return text.slice(0, from) + text.slice(to);
    case 'cut':
      return text.slice(0, to);
    case 'put':
      return text.slice(0, from) + text.slice(start, end) + text.slice(to);
    default: {
      const [early, late] = from < start ? [first.range, second.range] : [second.range, first.range];
      if (early[1] > late[0]) return text;
      const swapped = text.slice(...late) + text.slice(early[1], late[0]) + text.slice(...early);
      return text.slice(0, early[0]) + swapped + text.slice(late[1]);
    }
  }
}

/** What may stand where another does. */
function family({ type }: Node): string {
  if (/Statement$|Declaration$/.test(type)) return 'statement';
  return /Expression$|^(Identifier|Literal|TemplateLiteral)$/.test(type) ? 'expression' : type;
}
