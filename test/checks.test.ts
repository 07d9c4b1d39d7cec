import type { Linter } from 'eslint';
import { describe, expect, test, vi } from 'vitest';
import { Catalogue, type Fact } from '../src/catalogue.ts';
import plugin from '../src/index.ts';
import type { Library } from '../src/library.ts';
import { kindsFor, libraries, standsOn } from './support/checks.ts';
import { fixturesIn, type Fixture } from './support/fixture.ts';
import { language, linter, ruleNames } from './support/lint.ts';

/** What the docs say of rules and libraries is tried: with these facts alone a rule finds what it finds, and with none of them missing. */

const hoisted = vi.hoisted(() => ({ withheld: undefined as ReadonlySet<string> | undefined }));

vi.mock('../src/catalogue.ts', async original => {
  const real = await original<typeof import('../src/catalogue.ts')>();
  const catalogueWith = (extra?: readonly Library[]): Catalogue =>
    (hoisted.withheld ? new Catalogue(without(hoisted.withheld, extra)) : real.catalogueWith(extra));
  return { ...real, catalogueWith };
});

/** What all libraries, the fixture's own too, say but for these kinds of facts. */
function without(kinds: ReadonlySet<string>, extra: readonly Library[] = []): Library[] {
  return [...libraries, ...extra].map(({ routes = [], paths, ...library }) => ({
    ...library,
    routes: kinds.has('handles') ? [] : routes,
    paths: Object.fromEntries(Object.entries(paths).map(([path, facts]) => [
      path, typeof facts === 'string' ? facts : Object.fromEntries(Object.entries(facts).filter(([kind]) => !kinds.has(kind))),
    ])),
  }));
}

const said = libraries.flatMap(({ paths }) => Object.values(paths)).filter(facts => typeof facts !== 'string');
const all = [...new Set(said.flatMap(facts => Object.keys(facts) as Fact[]))];

test('every rule is told of', () => {
  expect(Object.keys(standsOn).sort()).toEqual([...ruleNames].sort());
});

describe.each(Object.entries(standsOn))('%s', (name, stands) => {
  const facts = kindsFor(stands);
  const fixtures = fixturesIn('rules').filter(({ folder }) => folder === name);
  const foundWithout = (kinds: readonly Fact[]): string[] => {
    // What is a handler shows by what it is given, too.
    hoisted.withheld = new Set(kinds.includes('handles') ? [...kinds, 'serves'] : kinds.filter(kind => kind !== 'serves'));
    const found = fixtures.flatMap(placesIn);
    hoisted.withheld = undefined;
    return found;
  };
  const found = fixtures.flatMap(placesIn);

  test('finds as much with these facts alone', () => {
    const alone = new Set(foundWithout(all.filter(kind => !facts.includes(kind))));
    expect(found.filter(place => !alone.has(place))).toEqual([]);
  });

  test.each(facts)('finds less without `%s`', kind => {
    const rest = new Set(foundWithout([kind]));
    expect(found.filter(place => !rest.has(place))).not.toEqual([]);
  });
});

/** Where a fixture's rule finds something. */
function placesIn(fixture: Fixture): string[] {
  const filename = fixture.filename();
  const rules: Linter.RulesRecord = { [`watertight/${fixture.folder}`]: ['error', { ...fixture.options, report: 'all' }] };
  const config = { ...language(filename, fixture.text), plugins: { watertight: plugin }, rules, settings: { ...fixture.settings } };
  return linter.verify(fixture.text, config, { filename }).map(({ line }) => `${fixture.name}:${String(line)}`);
}
