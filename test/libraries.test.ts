import { describe, expect, test } from 'vitest';
import type { Acquires, Call, Calls, Facts, Library, Path, Serves, Starts } from '../src/library.ts';
import * as shipped from '../src/libraries/index.ts';
import { before, Declarations, Walk, wordsOf, type Place } from './support/declarations.ts';

/** Packages, and paths of packages, that the types say nothing of, and why. */
const unchecked: Readonly<Record<string, string>> = {
  '@prisma/client': 'its types are generated from a schema',
  'redlock': 'version 4 has no types',
  'sequelize:()': 'the CommonJS module is the class itself, which only its types do not say',
};

/** Packages that are not installed here. */
const absent = /^(?:@aws-sdk\/.*|@anthropic-ai\/sdk|@elastic\/elasticsearch|memcached|memjs|openai|postgres|slonik|stripe)$/;

const anyObject = '*';
const libraries: readonly Library[] = Object.values(shipped).filter(({ package: name }) => name !== anyObject);
const declarations = new Declarations(libraries.map(({ package: name }) => name));
const walks = new Map(libraries.map(library => [library.package, new Walk(declarations, library)]));

describe('every path exists in the types of its package', () => {
  for (const library of libraries.filter(({ package: name }) => !(name in unchecked) && !absent.test(name))) {
    test(library.package || 'globals', () => {
      expect(declarations.has(library.package), 'there are no types').toBe(true);
      expect([...faults(library)]).toEqual([]);
    });
  }
});

test('nothing is left unchecked that could be checked', () => {
  const names = libraries.map(({ package: name }) => name);
  expect(names.filter(name => absent.test(name) && declarations.has(name))).toEqual([]);
  const checkable = Object.keys(unchecked).filter(key => {
    const [name = '', path] = key.split(':');
    return path === undefined ? [...faults(libraryOf(name))].length === 0 : walkOf(name).has(path);
  });
  expect(checkable).toEqual([]);
});

test('no package has two libraries', () => {
  const names = libraries.map(({ package: name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

describe('every path is written as it will be asked for', () => {
  for (const library of libraries) test(library.package || 'globals', () => {
    expect([...strays(library)]).toEqual([]);
  });
});

/** Paths that lead through an alias, which are never asked for, and aliases of aliases, which are not followed. */
function* strays({ paths }: Library): Generator<string> {
  for (const [path, facts] of Object.entries(paths)) {
    for (let at = before(path); at; at = before(at)) {
      if (typeof paths[at] === 'string') yield `${path} leads through ${at}, which is ${paths[at]}`;
    }
    if (typeof facts !== 'string') continue;
    for (let at = facts; at; at = before(at)) {
      if (typeof paths[at] === 'string') yield `${path} is ${facts}, which leads through ${at}, which is ${paths[at]}`;
    }
  }
}

function* faults(library: Library): Generator<string> {
  const walk = walkOf(library.package);
  for (const [path, facts] of Object.entries(library.paths)) {
    if (`${library.package}:${path}` in unchecked) continue;
    if (!walk.has(path.replace(/\.?\*.*$/, ''))) yield path;
    else if (typeof facts === 'string') {
      if (!declarations.exists(walk.at(facts))) yield `${path}: ${facts}`;
    }
    else {
      for (const fault of faultsIn(facts, path, walk)) yield `${path}: ${fault}`;
    }
  }
}

function* faultsIn(facts: Facts, path: Path, walk: Walk): Generator<string> {
  const { acquires, creates, starts, serves, reads } = facts;
  if (acquires) yield* faultsOfAcquiring(acquires, path, walk);
  if (starts) yield* faultsOfStarting(starts, path, walk);
  if (serves) yield* faultsOfServing(serves, path, walk);
  yield* missing([...list(creates?.close), ...list(reads?.decode)], path, walk);
  for (const entry of [...list(facts.calls), ...list(facts.handles)]) yield* faultsOfCalling(entry, path, walk);
}

function* faultsOfAcquiring(acquires: Acquires, path: Path, walk: Walk): Generator<string> {
  const { release, begins, oneShot, disposable, gives, unless } = acquires;
  for (const arrival of gives ?? []) {
    if (arrival === 'value' || 'element' in arrival) continue;
    const indexes = [arrival.callback, ...arrival.release === undefined ? [] : [arrival.release]];
    const missed = indexes.find(index => !declarations.exists(declarations.callbackParameter(walk.callee(path), index)));
    if (missed !== undefined) yield `its callback has no parameter ${String(missed)}`;
  }
  if (!declarations.exists(walk.at(path))) yield 'gives nothing';
  yield* missing([...list(release), ...list(begins), ...oneShot ? [oneShot.call, oneShot.instead] : []], path, walk);
  if (disposable && !declarations.hasSymbol(walk.at(path), disposable === 'async' ? 'asyncDispose' : 'dispose')) yield `not ${disposable} disposable`;
  for (const condition of unless ?? []) {
    if (typeof condition === 'string') {
      yield* missing(condition.match(/\b(?:it|from)(?:\.[\w$]+(?:\(\))?)+/g) ?? [], path, walk);
    }
    else if ('argument' in condition) {
      if (!declarations.callable(declarations.argument(walk.callee(path), condition.argument))) yield `its argument ${String(condition.argument)} is no function`;
    }
    else if (!declarations.exists(declarations.step(declarations.argument(walk.callee(path)), condition.option))) yield `no option ${condition.option}`;
  }
}

function* faultsOfStarting({ signal, stop }: Starts, path: Path, walk: Walk): Generator<string> {
  yield* missing(list(stop), path, walk);
  if (!signal) return;
  const argument = declarations.argument(walk.callee(path), signal.argument);
  const given = signal.option === undefined ? argument : declarations.step(argument, signal.option);
  if (!declarations.exists(declarations.step(given, 'aborted'))) yield `takes no signal as ${signal.option ?? 'argument'} of ${String(signal.argument)}`;
}

function* faultsOfServing({ signal, closes, waitUntil, shownBy }: Serves, path: Path, walk: Walk): Generator<string> {
  yield* missing([signal, closes, waitUntil, ...(shownBy ?? []).map(name => `it.${name}`)].filter(call => call !== undefined), path, walk);
}

function* faultsOfCalling({ params, arguments: indexes, options }: Calls, path: Path, walk: Walk): Generator<string> {
  for (const index of indexes ?? []) {
    if (!declarations.callable(declarations.argument(walk.callee(path), index))) yield `its argument ${String(index)} is no function`;
  }
  for (const option of options ?? []) {
    const given = wordsOf(option).reduce((place, word) => declarations.step(place, word), declarations.argument(walk.callee(path)));
    if (!declarations.callable(given)) yield `no function in an option ${option}`;
  }
  for (const parameter of new Set(params?.flat().filter(Boolean))) {
    const [, from, name] = /^(?:(.*?):)?(.*)$/.exec(parameter) ?? [];
    const place = (from === undefined ? walk : walkOf(from)).at(name ?? '');
    if (!declarations.exists(place)) yield `hands over ${parameter}`;
  }
}

/** The calls whose methods or functions are not there. */
function* missing(calls: readonly Call[], path: Path, walk: Walk): Generator<string> {
  for (const call of calls) {
    if (!isThere(call, path, walk)) yield `no ${call}`;
  }
}

function isThere(call: Call, path: Path, walk: Walk): boolean {
  if (call === 'for (it)') return ['asyncIterator', 'iterator'].some(name => declarations.hasSymbol(walk.at(path), name));
  const [head = '', ...steps] = wordsOf(call.replaceAll(/\([^()]*\)/g, '()'));
  const owner = before(before(path));
  const start = head === 'it' ? walk.at(path) : head === 'from' ? walk.at(owner) : walk.at(head);
  return declarations.exists(start) && reaches(start, steps);
}

/** Whether the steps can be taken; what the last call returns does not matter. */
function reaches(start: Place, steps: readonly string[]): boolean {
  if (steps.at(-1) !== '()') return declarations.exists(steps.reduce((place, word) => declarations.step(place, word), start));
  return declarations.callable(steps.slice(0, -1).reduce((place, word) => declarations.step(place, word), start));
}

function libraryOf(name: string): Library {
  const library = libraries.find(candidate => candidate.package === name);
  if (!library) throw new Error(`There is no library for ${name}.`);
  return library;
}

function walkOf(name: string): Walk {
  const walk = walks.get(name);
  if (!walk) throw new Error(`There is no library for ${name}.`);
  return walk;
}

function list<Item extends string | object>(items: Item | readonly Item[] | undefined): readonly Item[] {
  if (items === undefined) return [];
  return Array.isArray(items) ? items as readonly Item[] : [items as Item];
}
