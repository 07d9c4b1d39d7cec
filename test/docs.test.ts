import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import * as known from '../rules/index.ts';
import { questions, type Definition } from '../src/rule.ts';
import { isFramework, kindsFor, libraries, librariesFor, nameOf, rulesFor, standsOn, together } from './support/checks.ts';
import { fixtureOf, fixturesIn, root } from './support/fixture.ts';
import { expectBegun, expectGenerated, table, textOf } from './support/generated.ts';
import { lint, type Report } from './support/lint.ts';
import { differences, wishesOf } from './support/want.ts';
import { sectionOf } from './support/words.ts';

const rules = Object.entries(known as unknown as Readonly<Record<string, Definition>>);
const fixtures = fixturesIn('rules');

for (const [name, definition] of rules) describe(name, () => {
  const page = `docs/rules/${name}.md`;

  test('has a fixture', () => {
    if (!fixtures.some(({ folder }) => folder === name)) expectBegun(`test/rules/${name}/service.ts`, 'export {};\n');
  });

  test('has a page', () => {
    expectBegun(page, beginningOf(name));
    expectGenerated(page, 'header', headerOf(name, definition));
    expectGenerated(page, 'options', optionsOf(definition));
    expectGenerated(page, 'libraries', librariesOf(name));
  });

  const text = textOf(page) ?? '';
  const examples = examplesIn(text);

  test('has its sections, in order', () => {
    expect([...text.replaceAll(/^```.*?^```$/gms, '').matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual(sections);
    const [, opening = ''] = /<!-- \/generated -->\n\n(.*?)\n## /s.exec(text) ?? [];
    expect(opening, 'what it finds, an example, what is said of it').toMatch(/^Finds [^]+?\n\n```\w+\n[^]+?\n```\n\n> /);
  });

  test('says what the rule says', () => {
    const said = examples.map(example => reportsOf(name, example).map(({ text: message }) => plain(message)));
    const quoted = [...text.matchAll(/(?<=\n\n)(?:> .*\n)+/g)].map(([quote]) => plain(quote.replaceAll(/^> /gm, '')));
    expect(said[0], 'what is said of the first example').toContain(quoted[0]);
    expect(quoted.filter(quote => !said.flat().includes(quote) && !fixed(name).includes(quote))).toEqual([]);
  });

  test('shows what it reports and what it does not', () => {
    const wanting = examples.filter(({ text }) => wishesOf(text).length > 0);
    expect([wanting.length > 0, wanting.length < examples.length], 'an example with `// want`, and one without').toEqual([true, true]);
  });

  test.each(examples)('example at line $line', example => {
    expect(differences(wishesOf(example.text), reportsOf(name, example), { tier: 'syntax', report: 'all', strict: true })).toEqual([]);
  });
});

test('the README lists the rules', () => {
  expectBegun('README.md', '# eslint-plugin-watertight\n\n<!-- generated:rules -->\n<!-- /generated -->\n');
  const asked = questions.flatMap(question => {
    const rows = rules.filter(([, definition]) => definition.question === question).map(([name, { description, recommended }]) =>
      [`[\`${name}\`](docs/rules/${name}.md)`, description, recommended ? '✓' : '', repairsOf(name).join(', ')]);
    return rows.length > 0 ? [`### ${headings[question]}\n\n${table(['rule', 'what it is for', 'recommended', 'repair'], rows)}`] : [];
  });
  expectGenerated('README.md', 'rules', asked.join('\n\n'));
});

describe('docs/checks.md', () => {
  const page = 'docs/checks.md';
  const linked = (names: readonly string[]): string => names.map(name => `[\`${name}\`](rules/${name}.md)`).join(', ');
  const asking = (asked: Definition['question']): typeof rules => rules.filter(([, { question }]) => question === asked);
  const inOrder = (names: readonly string[]): string[] =>
    questions.flatMap(asking).flatMap(([name]) => (names.includes(name) ? [name] : []));
  const knowing = (name: string): number => libraries.filter(library => rulesFor(library).includes(name)).length;
  const all = libraries.map(library => ({ name: nameOf(library), asked: inOrder(rulesFor(library)), library }));

  test('says which rules ask each question', () => {
    const sections = questions.map(question => {
      const rows = asking(question).map(([name, { description, recommended }]) =>
        [linked([name]), description, recommended ? '✓' : '', String(knowing(name) || '')]);
      return `### ${headings[question]}\n\n${table(['rule', 'what it is for', 'recommended', 'packages'], rows)}`;
    });
    expectGenerated(page, 'questions', sections.join('\n\n'));
  });

  test('says which packages have handlers, and which rules look into them', () => {
    const frameworks = together(all.filter(({ library }) => isFramework(library)).map(({ name }) => name)).join(', ');
    const asked = inOrder(Object.entries(standsOn).flatMap(([name, stands]) => (kindsFor(stands).includes('handles') ? [name] : [])));
    const known = `Handlers of ${frameworks} are known.\nWhat these rules find is about them, or is worse in them: ${linked(asked)}.`;
    expectGenerated(page, 'handlers', known);
  });

  test('says which rules look at each package', () => {
    const sets = new Map<string, string[]>();
    for (const { name, asked } of all) sets.set(linked(asked), [...sets.get(linked(asked)) ?? [], name]);
    const rows = [...sets].flatMap(([asked, names]) => (asked === '' ? [] : [[together(names).join(', '), asked]]));
    const order = ([names = '']: readonly string[]): string => names.replace(/^`?@?/, '').toLowerCase();
    expectGenerated(page, 'libraries', table(['package', 'rules'], rows.sort((one, other) => (order(one) < order(other) ? -1 : 1))));
  });

  test('says which packages are known so that nothing is reported', () => {
    const silent = all.filter(({ asked, library }) => asked.length === 0 && !isFramework(library)).map(({ name }) => name);
    expectGenerated(page, 'silent', `${together(silent).join(', ')}.`);
  });
});

test('docs/libraries.md says what is known of each package', () => {
  expectBegun('docs/libraries.md', '# What is known of each package\n\n<!-- generated:libraries -->\n<!-- /generated -->\n');
  const sorted = [...libraries].sort((one, other) => (one.package < other.package ? -1 : 1));
  expectGenerated('docs/libraries.md', 'libraries', sorted.map(library => sectionOf(library, rulesFor(library))).join('\n\n'));
});

test('docs/architecture.md says of every module once what it answers', () => {
  const rows = (textOf('docs/architecture.md') ?? '').split('\n').filter(line => line.startsWith('| `'));
  const told = rows.flatMap(row => [...(row.split(' | ')[0] ?? '').matchAll(/`([\w-]+)`/g)].map(([, name = '']) => name)).sort();
  const questions = readdirSync(path.join(root, 'src/analysis')).map(name => `src/analysis/${name}`);
  const modules = ['src', ...questions].flatMap(folder => readdirSync(path.join(root, folder)).filter(name => name.endsWith('.ts')));
  expect(told).toEqual(modules.map(name => path.parse(name).name).sort());
});

const headings: Readonly<Record<Definition['question'], string>> = {
  'given back': 'Is it given back?',
  'stops': 'Does it stop when the request does?',
  'made once': 'Is it made once?',
  'bounded': 'Is it bounded?',
  'thrifty': 'Is it thrifty?',
};

const sections = ['Why it hurts', 'Reported', 'Not reported', 'Repair', 'Options', 'Libraries', 'When not to use it', 'Further reading'];

function beginningOf(name: string): string {
  const generated = (block: string): string => `<!-- generated:${block} -->\n<!-- /generated -->\n`;
  const code = '```ts\n```\n';
  const content: Readonly<Record<string, string>> = {
    'Reported': code, 'Not reported': code, 'Options': generated('options'), 'Libraries': generated('libraries'),
  };
  const rest = sections.map(section => `## ${section}\n\n${content[section] ?? ''}`).join('\n');
  return `# ${name}\n\n${generated('header')}\nFinds …\n\n${code}\n> \n\n${rest}`;
}

function headerOf(name: string, { description, recommended }: Definition): string {
  const presets = recommended ? 'Presets: `recommended` with what is certain, `strict` with all findings.' : 'Preset: `strict`.';
  const repairs = repairsOf(name);
  return `${description}.\n\n${presets} Repair: ${repairs.length > 0 ? repairs.join(', ') : 'none'}.`;
}

function optionsOf({ options, reports = 'certain' }: Definition): string {
  const report = "`'certain'`: what holds whatever the rest of the program does; `'all'`: potential findings too";
  const own = Object.entries(options?.properties ?? {}).map(([option, schema]) => {
    const { description: meaning = '' } = schema as { description?: string };
    const standard = (options?.defaults as Readonly<Record<string, unknown>> | undefined)?.[option];
    return [option, meaning, standard] as const;
  });
  const rows = [['report', report, reports] as const, ...own];
  const shown = (value: unknown): string => `\`${JSON.stringify(value).replaceAll('"', "'")}\``;
  return table(['option', 'meaning', 'default'], rows.map(([option, meaning, standard]) => [`\`${option}\``, meaning, shown(standard)]));
}

function librariesOf(name: string): string {
  const known = librariesFor(name);
  const looks = kindsFor(standsOn[name] ?? { of: [] }).includes('handles');
  const said = known.length > 0 ? `Known by name: ${known.join(', ')}.` : 'It is about the language itself, whatever is imported.';
  return `${said}${looks ? ' Handlers: [those that are known](../checks.md#in-handlers).' : ''}`;
}

/** How a rule repairs what it reports, as its fixtures show. */
function repairsOf(name: string): string[] {
  const own = fixtures.filter(({ folder }) => folder === name);
  const reports = own.flatMap(fixture => lint(fixture, fixture.filename(), fixture.text).all.filter(({ rule }) => rule === name));
  const kinds = { '`--fix`': reports.some(({ fix }) => fix), 'suggestion': reports.some(({ suggestions }) => suggestions.length > 0) };
  return Object.entries(kinds).flatMap(([kind, offered]) => (offered ? [kind] : []));
}

/** What a rule says of an example. */
function reportsOf(name: string, { line, language, text }: Example): Report[] {
  const example = fixtureOf(path.join(root, 'docs/rules'), `${name}/${String(line)}.${language}`, text);
  const { fault, all } = lint(example, example.filename(), text);
  expect(fault).toBeUndefined();
  return all.filter(({ rule }) => rule === name);
}

/** The messages of a rule in which nothing is filled in. */
const fixed = (name: string): string[] => Object.values(rules.find(([each]) => each === name)?.[1].messages ?? {}).map(plain);

/** A message without its marks and lines. */
const plain = (message: string): string => message.replaceAll(/[`\s]+/g, ' ').replaceAll(/ (?=[.,:;)])|(?<=\() /g, '').trim();

interface Example {
  line: number;
  language: string;
  text: string;
}

/** The blocks of code in a page, each with the line at which it begins. */
function examplesIn(page: string): Example[] {
  return [...page.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].flatMap(({ 1: language = '', 2: text = '', index }) =>
    (/^(?:[cm]?[jt]s|[jt]sx)$/.test(language) ? [{ line: page.slice(0, index).split('\n').length, language, text }] : []));
}
