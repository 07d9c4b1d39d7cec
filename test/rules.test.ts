import { beforeAll, describe, expect, test } from 'vitest';
import plugin from '../src/index.ts';
import { fixturesIn, type Fixture, type Tier } from './support/fixture.ts';
import { fixed, lint, type Findings, type Report } from './support/lint.ts';
import { Project } from './support/project.ts';
import { changed, lost, repairsOf, type Repair } from './support/repair.ts';
import { differences, wishesOf } from './support/want.ts';

/** A repair, what is left to report after it, and what the compiler says. */
interface Repaired extends Repair {
  after: Findings;
  faults: readonly string[];
}

/** What is asked of a fixture, worked out once. */
interface Subject {
  before: Map<Tier, Findings>;
  repaired: Map<Tier, Repaired[]>;
  fixpoint: Repaired | undefined;
}

const fixtures = fixturesIn('rules');
const project = new Project('test/rules/tsconfig.json');
const subjects = new Map<Fixture, Subject>();
const isTyped = ({ tiers }: Fixture): boolean => tiers.includes('typed');

beforeAll(prepare, 600_000);

for (const fixture of fixtures) describe(fixture.name, () => {
  for (const tier of fixture.tiers) describe(tier, () => {
    test('reports what it wants', () => {
      const { fault, all, certain } = subjectOf(fixture).before.get(tier) as Findings;
      expect(fault).toBeUndefined();
      const own = (reports: readonly Report[]): Report[] => reports.filter(({ rule }) => rule === fixture.folder);
      const wishes = wishesOf(fixture.text);
      expect(differences(wishes, own(all), { ...fixture, tier, report: 'all' })).toEqual([]);
      expect(differences(wishes, own(certain), { ...fixture, tier, report: 'certain' }), 'where only the certain is reported').toEqual([]);
    });

    test('stands under a call or an operator, not under a whole function', () => {
      const { all } = subjectOf(fixture).before.get(tier) as Findings;
      const wide = all.filter(({ under = '' }) => under === '' || /^(?:async )?(?:function\b|(?:\w+|\([^()]*\)) =>)/.test(under));
      expect(wide.map(({ line, rule, under }) => `line ${String(line)}: ${rule} ${under ?? 'several lines'}`)).toEqual([]);
    });

    test('is repaired', () => {
      const { before, repaired } = subjectOf(fixture);
      const found = before.get(tier) as Findings;
      expect((repaired.get(tier) ?? []).flatMap(repair => [...wrongs(fixture, found, repair, true)])).toEqual([]);
    });
  });

  test.runIf(isTyped(fixture))('type-checks', () => {
    expect(project.faultsIn(fixture.filename())).toEqual([]);
  });

  test('is fixed once and for all', () => {
    const { before, fixpoint } = subjectOf(fixture);
    expect(fixed(fixture, fixture.filename(), fixture.text).left, 'fixes that are still offered').toEqual([]);
    if (fixpoint) expect([...wrongs(fixture, before.get('syntax') as Findings, fixpoint, false)]).toEqual([]);
  });

  test('is the same with the line ends of Windows', () => {
    const crlf = (text: string): string => text.replace(/\r?\n/g, '\r\n');
    const { all } = subjectOf(fixture).before.get('syntax') as Findings;
    const found = lint(fixture, fixture.filename(), crlf(fixture.text)).all;
    const told = (reports: readonly Report[]): string[] => reports.map(({ line, rule, id }) => `line ${String(line)}: ${rule} ${id}`);
    expect(told(found)).toEqual(told(all));
    const texts = (text: string, reports: readonly Report[]): string[] => repairsOf(text, reports).map(repair => repair.text);
    expect(texts(crlf(fixture.text), found)).toEqual(texts(fixture.text, all).map(crlf));
  });

  test('names messages that exist', () => {
    const ids = Object.keys(plugin.rules[fixture.folder]?.meta?.messages ?? {});
    expect(wishesOf(fixture.text).filter(({ quoted, words }) => !quoted && !ids.includes(words))).toEqual([]);
  });
});

/** What is wrong with a repair. */
function* wrongs(fixture: Fixture, before: Findings, repair: Repaired, ends: boolean): Generator<string> {
  const { of, name, text, after, faults } = repair;
  const say = (wrong: string): string => `${name}: ${wrong}${changed(fixture.text, text)}`;
  if (after.fault !== undefined) {
    yield say(`it cannot be read, ${after.fault}`);
    return;
  }
  const names = (reports: readonly Report[]): string[] => reports.map(({ rule, id }) => `${rule}/${id}`);
  const own = ({ all }: Findings): number => all.filter(({ rule, id }) => rule === of.rule && id === of.id).length;
  if (ends && own(after) >= own(before)) yield say('its report stays');
  for (const report of lost(names(after.certain), names(before.certain))) yield say(`${report} is new`);
  for (const comment of lost(before.comments, after.comments)) yield say(`the comment "${comment}" is gone`);
  for (const fault of faults) yield say(`the compiler minds, ${fault}`);
}

function subjectOf(fixture: Fixture): Subject {
  return subjects.get(fixture) as Subject;
}

/** All fixtures share one program, and all their repairs another: making one for each would take minutes. */
function prepare(): void {
  project.add(fixtures.filter(isTyped).map(fixture => [fixture.filename(), fixture.text]));
  for (const fixture of fixtures) {
    const before = new Map(fixture.tiers.map(tier => [tier, find(fixture, tier, fixture.text)]));
    subjects.set(fixture, { before, repaired: new Map(), fixpoint: undefined });
  }
  const batch = fixtures.flatMap(fixture => [...attemptsOn(fixture)]);
  project.add(batch.filter(({ fixture }) => isTyped(fixture)).map(({ filename, repair }) => [filename, repair.text]));
  for (const { fixture, tier, repair, filename } of batch) {
    const after = find(fixture, tier ?? 'syntax', repair.text, filename);
    const made = { ...repair, after, faults: isTyped(fixture) ? project.faultsIn(filename) : [] };
    const subject = subjectOf(fixture);
    if (tier) subject.repaired.set(tier, [...subject.repaired.get(tier) ?? [], made]);
    else subject.fixpoint = made;
  }
}

/** Each repair of a fixture, under the name of a file of its own; all its fixes together have no tier. */
function* attemptsOn(fixture: Fixture): Generator<{ fixture: Fixture; tier?: Tier; repair: Repair; filename: string }> {
  const { before } = subjectOf(fixture);
  let variant = 0;
  for (const [tier, { all }] of before) {
    for (const repair of repairsOf(fixture.text, all.filter(({ rule }) => rule === fixture.folder))) {
      yield { fixture, tier, repair, filename: fixture.filename(++variant) };
    }
  }
  const [of] = before.get('syntax')?.all ?? [];
  const { text } = fixed(fixture, fixture.filename(), fixture.text);
  if (of) yield { fixture, repair: { of, name: 'all fixes', text }, filename: fixture.filename(++variant) };
}

function find(fixture: Fixture, tier: Tier, text: string, filename = fixture.filename()): Findings {
  return tier === 'typed' ? lint(fixture, filename, text, project.program) : lint(fixture, fixture.filename(), text);
}
