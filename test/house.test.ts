import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import * as known from '../rules/index.ts';
import plugin from '../src/index.ts';
import * as shipped from '../src/libraries/index.ts';
import type { Definition } from '../src/rule.ts';
import { codeIn, nodesOf, type Code } from './support/code.ts';
import { fixturesIn, root } from './support/fixture.ts';
import { wishesOf } from './support/want.ts';

const src = codeIn('src');
const rules = codeIn('rules');
const tests = [...codeIn('test', false), ...codeIn('test/support')];
const all = [...src, ...rules, ...tests];
const definitions = known as unknown as Readonly<Record<string, Definition>>;
const names = Object.keys(plugin.rules);

/** The questions of the engine. Each stands on those in front of it. */
const questions = ['origin', 'place', 'life', 'undo', 'reach', 'once', 'bounds', 'thrift'].map(name => `analysis/${name}`);
const beneath = ['ast', 'catalogue', 'evidence', 'library', 'limits', 'mention', 'prototype', 'tokens'];

/** What may import what. A layer is a folder of `src` or of `src/analysis`, a file of `src`, or `rules`. */
const directions: Readonly<Record<string, readonly string[]>> = {
  library: ['acquiring', 'costs', 'limits', 'waiting'],
  acquiring: ['library'],
  waiting: ['library'],
  costs: [],
  limits: [],
  libraries: ['library', 'libraries', 'limits'],
  prototype: [],
  ast: ['prototype'],
  catalogue: ['libraries', 'library', 'costs', 'limits', 'ast', 'evidence', 'mention'],
  evidence: ['acquiring', 'catalogue', 'library', 'tokens'],
  tokens: [],
  mention: ['catalogue', 'library', 'tokens'],
  edit: ['ast'],
  style: ['ast', 'edit'],
  settings: ['catalogue', 'library'],
  ...Object.fromEntries(questions.map((question, at) => [question, [...questions.slice(0, at + 1), ...beneath]])),
  fixes: ['fixes', 'edit', 'style', 'ast', 'file'],
  hint: ['analysis/origin', 'catalogue', 'evidence', 'mention', 'tokens'],
  file: ['catalogue', ...questions, 'ast', 'findings', 'hint', 'settings', 'text', 'tokens'],
  findings: ['catalogue', ...questions, 'library'],
  text: ['ast', 'tokens'],
  syntax: [],
  rule: ['file', 'edit', 'style', 'settings', 'ast', 'syntax', 'tokens'],
  rules: ['rule', 'file', 'edit', 'fixes'],
  index: ['rule', 'rules', 'library'],
  cli: ['cli', 'index', 'rule', 'rules'],
};

/** What comes from outside, and whether it may be there when the plugin runs. */
const outside: Readonly<Record<string, 'types' | 'values'>> = {
  'eslint': 'values',
  '@typescript-eslint/utils': 'types',
  'typescript': 'types',
  'sarif': 'types',
  'get-tsconfig': 'values',
  'resolve-pkg-maps': 'values',
};

/** Beside the command, the modules that look for files: the project's own, that the linted one imports. */
const readsFiles = ['project', 'destination', 'configuration', 'manifest', 'disk'].map(name => `src/analysis/origin/${name}.ts`);

/** Packages whose names are also names of methods. */
const words = ['next', 'request'];

describe('imports', () => {
  test.each([...src, ...rules])('$name', ({ name, imports }) => {
    const layer = layerOf(name);
    const allowed = imports.filter(({ from, typeOnly }) => {
      if (isOurs(from)) return name === 'rules/index.ts' || directions[layer]?.includes(layerOf(from));
      if (from.startsWith('node:')) return layer === 'cli' || readsFiles.includes(name);
      return outside[from] === 'values' || (outside[from] === 'types' && typeOnly);
    });
    expect(imports.filter(each => !allowed.includes(each)).map(({ from }) => from)).toEqual([]);
  });
});

describe('names', () => {
  test('no package is named outside the libraries', () => {
    const libraries = Object.values(shipped).map(library => library.package).filter(name => /\w/.test(name));
    const packages = libraries.filter(name => !builtinModules.includes(name) && !words.includes(name));
    const isNamed = (text: string): boolean => !(text in outside) && !text.includes('://')
      && (packages.includes(text) || libraries.some(name => text.startsWith(`${name}:`)));
    const named = [...src, ...rules].filter(({ name }) => !name.startsWith('src/libraries/')).flatMap(({ name, source }) =>
      [...nodesOf(source)].flatMap(node => (ts.isStringLiteralLike(node) && isNamed(node.text) ? [`${name}: ${node.text}`] : [])));
    expect(named).toEqual([]);
  });

  test('no file is a drawer', () => {
    const drawer = /(?:^|[/.-])(?:utils?|helpers?|common|misc|shared)(?=[/.-])/;
    // A rule is named for what it finds.
    expect(all.map(({ name }) => name).filter(name => !name.startsWith('rules/') && drawer.test(name))).toEqual([]);
  });

  test('a rule says what goes wrong, what must be there or what is better', () => {
    expect(names.filter(name => !/^(?:no|require|prefer)-[a-z-]+$/.test(name))).toEqual([]);
  });
});

describe('sizes', () => {
  const lines = ({ text }: Code): number => text.trimEnd().split('\n').length;

  test('a rule has 120 lines at most', () => {
    expect(rules.filter(code => lines(code) > 120).map(code => `${code.name}: ${String(lines(code))}`)).toEqual([]);
  });

  test('a module has 250 lines at most', () => {
    const modules = all.filter(({ name }) => !name.endsWith('.test.ts'));
    expect(modules.filter(code => lines(code) > 250).map(code => `${code.name}: ${String(lines(code))}`)).toEqual([]);
  });

  test('a line has 140 characters at most', () => {
    const long = all.map(({ name, text }) => ({ name, count: text.split('\n').filter(line => line.length > 140).length }));
    expect(long.filter(({ count }) => count > 0).map(({ name, count }) => `${name}: ${String(count)}`)).toEqual([]);
  });

  test('a line holds one statement', () => {
    const crowded = all.flatMap(({ name, source }) => [...nodesOf(source)].flatMap(node => {
      const list = ts.isBlock(node) || ts.isSourceFile(node) || ts.isCaseOrDefaultClause(node) ? node.statements : [];
      const starts = list.map(statement => source.getLineAndCharacterOfPosition(statement.getStart(source)).line);
      return starts.filter((line, index) => line === starts[index - 1]).map(line => `${name}:${String(line + 1)}`);
    }));
    expect(crowded).toEqual([]);
  });
});

describe('rules', () => {
  test('ask the file, and walk neither the tree nor the scopes', () => {
    const walks = /\. parent\b|\b(?:[sS]copeManager|getScope|getDeclaredVariables|visitorKeys|ancestors)\b/;
    const visits = /'[A-Z]\w+:exit'|\b(?:Program|[A-Z]\w+(?:Expression|Statement|Declaration)) \( (?:\w+ )?\) \{/;
    const found = rules.map(({ name, bare }) => ({ name, at: walks.exec(bare) ?? visits.exec(bare) }));
    expect(found.flatMap(({ name, at }) => (at ? [`${name}: ${at[0]}`] : []))).toEqual([]);
  });

  test('stand in the index, one line each, sorted', () => {
    const files = rules.map(({ name }) => path.posix.basename(name, '.ts')).filter(name => name !== 'index');
    const index = rules.find(({ name }) => name === 'rules/index.ts')?.text.trimEnd().split('\n');
    expect(index).toEqual(files.map(name => `export { default as '${name}' } from './${name}.ts';`));
  });

  test.each(names)('%s has a page and a fixture', name => {
    expect(existsSync(path.join(root, `docs/rules/${name}.md`)), 'page').toBe(true);
    expect(fixturesIn('rules').filter(({ folder }) => folder === name), 'fixtures').not.toEqual([]);
  });

  test.each(names)('%s has every message wanted in a fixture', name => {
    const wanted = new Set(fixturesIn('rules').filter(({ folder }) => folder === name)
      .flatMap(({ text }) => wishesOf(text)).filter(({ kind }) => kind === 'want').map(({ words }) => words));
    expect(Object.keys(definitions[name]?.messages ?? {}).filter(id => !wanted.has(id))).toEqual([]);
  });

  test.each(names)('%s says what, why and what to do, in two short sentences', name => {
    const said = Object.entries(definitions[name]?.messages ?? {});
    const sentences = (message: string): number => message.match(/[.?!](?=\s|$)/g)?.length ?? 0;
    const isWordy = (message: string): boolean => message.length > 160 || sentences(message) > 2 || /please|https?:|!/i.test(message);
    expect(said.filter(([, message]) => isWordy(message))).toEqual([]);
  });
});

test('every fact of the vocabulary is read', () => {
  const isSaid = (name: string): boolean => /^src\/(?:library|acquiring|limits|waiting)\.ts$/.test(name);
  const asking = src.filter(({ name }) => !isSaid(name) && !name.startsWith('src/libraries/'));
  const readers = [...rules, ...asking].map(({ bare }) => bare).join('\n');
  const said = src.filter(({ name }) => isSaid(name));
  const vocabulary = said.flatMap(({ source }) => source.statements.filter(ts.isInterfaceDeclaration));
  const facts = vocabulary.flatMap(({ members }) => members.flatMap(({ name }) => (name && ts.isIdentifier(name) ? [name.text] : [])));
  expect(facts).toContain('acquires');
  expect([...new Set(facts)].filter(fact => !new RegExp(`\\b${fact}\\b`).test(readers))).toEqual([]);
});

test('known gaps are in fixtures, never in comments', () => {
  expect(all.filter(({ text }) => /\b(?:TO[D]O|FIX[M]E|XX[X])\b/.test(text)).map(({ name }) => name)).toEqual([]);
});

test('the version is that of the package', () => {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  expect(plugin.meta.version).toBe(version);
});

/** `analysis/origin`, `ast`, `rules`, `cli` */
function layerOf(name: string): string {
  return name.startsWith('rules/') ? 'rules' : /^src\/(analysis\/[\w-]+|[\w-]+)/.exec(name)?.[1] ?? name;
}

function isOurs(from: string): boolean {
  return from.startsWith('src/') || from.startsWith('rules/');
}
