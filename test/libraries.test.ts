import { describe, expect, test } from 'vitest';
import type { Acquires, Bounds, Call, Calls, Facts, Library, Path, Serves, Starts } from '../src/library.ts';
import { byMiddleware } from '../src/libraries/express.ts';
import * as shipped from '../src/libraries/index.ts';
import { Declarations } from './support/declarations.ts';
import type { Place } from './support/place.ts';
import { before, Walk, wordsOf } from './support/walk.ts';

/** Packages, and paths of packages, that the types say nothing of, and why. */
const unchecked: Readonly<Record<string, string>> = {
  '@prisma/client': 'its types are generated from a schema',
  redlock: 'version 4 has no types',
  busboy: 'a file has no type of its own in its types',
  'sequelize:()': 'the CommonJS module is the class itself, which only its types do not say',
  'socket.io:()': 'the CommonJS module can be called, which only its types do not say',
  'mssql:close()': 'closes the global pool, which only its types do not say',
  'undici:request()': 'its types lose its options in an `Omit`',
  ':fetch()': 'its `dispatcher` is that of undici, which the types of Node leave out',
  'node-fetch': 'versions 2 and 3 differ in options and bodies',
  ...Object.fromEntries(['().data', 'get().data', 'create()().data', 'create().get().data'].map(path =>
    [`axios:${path}`, 'its types hide the answer behind a parameter'])),
  ...Object.fromEntries(['S3Client', 'S3'].flatMap(name => ['transformToByteArray', 'transformToString'].map(method =>
    [`@aws-sdk/client-s3:${name}().send().Body.${method}()`, 'the command says what its answer is']))),
  '@grpc/grpc-js:loadPackageDefinition().**().*()': 'only the `.proto` file knows its methods',
  ...Object.fromEntries(['', '.socket', '.connection'].map(path =>
    [`http:Upgrade()${path}`, 'in its types any request may be upgraded'])),
  'p-queue:PQueue()': 'only its CommonJS versions export it by name',
  ':ExecutionContext()': "a global of Workers' own types",
  ':ExecutionContext().waitUntil()': "a global of Workers' own types",
};

/** Packages that are not installed here. */
const absent = new RegExp(
  `^(?:${[
    '@adonisjs/core/http',
    '@aws-sdk/(?!(?:client-(?:dynamodb|s3|sqs)|lib-storage)$).*',
    '@azure/storage-blob',
    '@cloudflare/workers-types',
    '@elastic/elasticsearch',
    '@?fastify.*type-provider-.*',
    '@google-cloud/.*',
    '@isaacs/ttlcache',
    '@mikro-orm/.*',
    '@modelcontextprotocol/sdk/.*',
    '@nestjs/(?!common$).*',
    '@remix-run/.*',
    '@sendgrid/mail',
    '@sveltejs/kit',
    'sqlite3',
    '@vercel/functions',
    'agenda',
    'aws-sdk',
    'fast-csv',
    'graceful-fs',
    'graphql-subscriptions',
    '@?json2csv.*',
    'json-2-csv',
    'papaparse',
    'express-winston',
    'morgan',
    'pino-http',
    'ajv/dist/20(?:19|20)',
    'ai',
    'any-signal',
    'bee-queue',
    'bluebird',
    'better-sqlite3',
    'cassandra-driver',
    'chokidar',
    'delay',
    'sleep-promise',
    'yoctodelay',
    '@clickhouse/client',
    '@azure/(?:cosmos|event-hubs|service-bus)',
    '@libsql/client',
    '@nats-io/transport-node',
    '@neondatabase/serverless',
    '@opensearch-project/opensearch',
    '@temporalio/client',
    'agentkeepalive',
    'amqp-connection-manager',
    'cron',
    'croner',
    'discord[.]js',
    'eventemitter2',
    'express-rate-limit',
    'firebase-admin(?:/firestore)?',
    'http-proxy-middleware',
    'kafka-node',
    'nats',
    'node-(?:cron|rdkafka|schedule)',
    'rate-limiter-flexible',
    'socket[.]io-client',
    'zeromq',
    'piscina',
    'tesseract[.]js',
    'tinypool',
    'workerpool',
    'imapflow',
    'cookie-session',
    'csv-parse/sync',
    'fast-memoize',
    'express-fileupload',
    'fs-extra',
    'koa-bodyparser',
    'graphile-worker',
    'inngest',
    'koa-router',
    'konva',
    'lodash(?:-es|[./]memoize(?:\\.js)?)?',
    'mem(?:oize|oizee)?',
    'memcached',
    'memjs',
    'mqtt',
    'memory-cache',
    'needle',
    'neo4j-driver(?:-core)?',
    'next(?:/server)?',
    'node-cache',
    'ofetch',
    'p-memoize',
    'pdfjs-dist(?:/.*)?',
    'pg-boss',
    'pg-promise',
    'playwright',
    'postgres',
    'puppeteer',
    'react-dom/server',
    'react-router',
    'request(?:-promise(?:-native)?)?',
    'resend',
    'sharp',
    'slonik',
    'twilio',
    'underscore',
    'valibot',
    'yup',
    'joi',
    '@hapi/joi',
    'bonjour(?:-service)?',
    'ldap(?:js|ts)',
    'net-snmp',
    'nostr-tools(?:/relay)?',
    'ssh2(?:-sftp-client)?',
  ].join('|')})$`,
);

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
    const facts = path === undefined ? undefined : libraryOf(name).paths[path];
    return [...(path === undefined || facts === undefined ? faults(libraryOf(name)) : faultsAt(path, facts, walkOf(name)))].length === 0;
  });
  expect(checkable).toEqual([]);
});

test('no package has two libraries', () => {
  const names = libraries.map(({ package: name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

describe('every path is written as it will be asked for', () => {
  for (const library of libraries)
    test(library.package || 'globals', () => {
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
    const [library, target] = named(facts);
    const theirs = library === undefined ? paths : libraryOf(library).paths;
    for (let at = target; at; at = before(at)) {
      if (typeof theirs[at] === 'string') yield `${path} is ${facts}, which leads through ${at}, which is ${theirs[at]}`;
    }
  }
}

function* faults(library: Library): Generator<string> {
  const walk = walkOf(library.package);
  for (const [path, facts] of Object.entries(library.paths)) {
    if (!(`${library.package}:${path}` in unchecked)) yield* faultsAt(path, facts, walk);
  }
}

function* faultsAt(path: Path, facts: Facts | Path, walk: Walk): Generator<string> {
  if (!walk.has(path.replace(/\.?\*.*$/, ''))) yield path;
  else if (typeof facts === 'string') {
    if (!declarations.exists(placeOf(facts, walk))) yield `${path}: ${facts}`;
  } else {
    for (const fault of faultsIn(facts, path, walk)) yield `${path}: ${fault}`;
  }
}

function* faultsIn(facts: Facts, path: Path, walk: Walk): Generator<string> {
  const { acquires, creates, starts, serves, reads, queries } = facts;
  if (acquires) yield* faultsOfAcquiring(acquires, path, walk);
  if (starts) yield* faultsOfStarting(starts, path, walk);
  for (const each of [facts.waits, facts.bounds]) {
    if (each) yield* faultsOfBounding(each, path, walk);
  }
  if (facts.waits?.tells) {
    const { options, tells } = facts.waits;
    yield* faultsOfBounding({ ...options && { options }, timeouts: tells.options }, path, walk);
  }
  if (serves) yield* faultsOfServing(serves, path, walk);
  yield* missing([...list(creates?.close), ...list(reads?.decode), ...list(facts.waits?.by), ...list(queries?.checkOut)], path, walk);
  // How it is closed may be an older version's way.
  const members = Object.values(creates?.shownBy ?? {}).flat().filter(name => !name.startsWith('()'));
  yield* missing(members.map(name => `it.${name.replace('(…)', '()')}`), path, walk);
  yield* misawaited([...list(acquires?.release), ...list(creates?.close)], path, walk);
  for (const entry of [...list(facts.calls), ...list(facts.handles)]) yield* faultsOfCalling(entry, path, walk);
}

function* faultsOfAcquiring(acquires: Acquires, path: Path, walk: Walk): Generator<string> {
  const { release, begins, oneShot, disposable, gives, unless, spent, discard, parts = [] } = acquires;
  for (const arrival of gives ?? []) {
    if (arrival === 'value' || 'element' in arrival) continue;
    const indexes = [arrival.callback, ...(arrival.release === undefined ? [] : [arrival.release])];
    const missed = indexes.find(index => !declarations.exists(declarations.callbackParameter(walk.callee(path), index)));
    if (missed !== undefined) yield `its callback has no parameter ${String(missed)}`;
  }
  if (!declarations.exists(walk.at(path))) yield 'gives nothing';
  const last = [spent, discard].filter(call => typeof call === 'string').map(call => call.replace('true', ''));
  yield* missing([...list(release), ...list(begins), ...last, ...(oneShot ? [oneShot.call, oneShot.instead] : [])], path, walk);
  yield* missing(parts.map(part => `it.${part}`), path, walk);
  const dispose = disposable === 'async' ? 'asyncDispose' : 'dispose';
  if (disposable && !declarations.hasSymbol(walk.at(path), dispose)) yield `has no Symbol.${dispose}`;
  for (const condition of unless ?? []) {
    if (typeof condition === 'string') yield* missing(condition.match(/\b(?:it|from)(?:\.[\w$]+(?:\(\))?)+/g) ?? [], path, walk);
    else if ('argument' in condition) yield* notAFunction(condition.argument, path, walk);
    else if (!declarations.exists(option(condition.option, walk, path))) yield `no option ${condition.option}`;
  }
}

function* faultsOfStarting({ signal, stop }: Starts, path: Path, walk: Walk): Generator<string> {
  yield* missing(list(stop), path, walk);
  if (!signal) return;
  const { argument } = signal;
  const given = option(signal.option ?? '', walk, path, argument);
  if (!declarations.exists(declarations.step(given, 'aborted'))) yield `its argument ${String(argument)} takes no signal`;
}

/** Each option is one of some argument; what is more than one step deep may be typed as anything. */
function* faultsOfBounding({ options = [], timeouts = [], signals = [], through = [] }: Bounds, path: Path, walk: Walk): Generator<string> {
  for (const name of [...timeouts, ...signals, ...through]) {
    if (!options.some(index => declarations.exists(option(name.replace(/\..*/, ''), walk, path, index)))) yield `no option ${name}`;
  }
}

function* faultsOfServing({ signal, closes, waitUntil, shownBy = [], answeredBy = [] }: Serves, path: Path, walk: Walk): Generator<string> {
  yield* missing(
    [signal, closes, waitUntil, ...shownOnly([...shownBy, ...answeredBy]).map(name => `it.${name}`)].filter(call => call !== undefined),
    path,
    walk,
  );
}

/** What a library's own types know of its members. */
function shownOnly(names: readonly string[]): readonly string[] {
  return names.filter(name => !byMiddleware.includes(name)).map(name => name.replace('(…)', '()').replace(/=$/, ''));
}

function* faultsOfCalling({ params, arguments: indexes, options }: Calls, path: Path, walk: Walk): Generator<string> {
  for (const index of indexes ?? []) yield* notAFunction(index, path, walk);
  for (const name of options ?? []) {
    if (!declarations.callable(option(name, walk, path))) yield `no function in an option ${name}`;
  }
  for (const parameter of new Set(params?.flat().filter(Boolean))) {
    if (!(parameter in unchecked) && !declarations.exists(placeOf(parameter, walk))) yield `hands over ${parameter}`;
  }
}

/** The library in front of a path, where there is one: `http:IncomingMessage()`, `:Request()`. */
function named(path: Path): readonly [library: string | undefined, path: Path] {
  const colon = path.indexOf(':');
  return colon < 0 ? [undefined, path] : [path.slice(0, colon), path.slice(colon + 1)];
}

function placeOf(path: Path, walk: Walk): Place {
  const [library, local] = named(path);
  return (library === undefined ? walk : walkOf(library)).at(local);
}

function* notAFunction(index: number, path: Path, walk: Walk): Generator<string> {
  if (!declarations.callable(declarations.argument(walk.callee(path), index))) yield `its argument ${String(index)} is no function`;
}

/** What stands under a name in an options object, dots for nesting, under none the object; without an index it may be any argument. */
function option(name: string, walk: Walk, path: Path, index?: number): Place {
  return wordsOf(name).reduce((place, word) => declarations.step(place, word), declarations.argument(walk.callee(path), index));
}

/** The calls whose methods or functions are not there. */
function* missing(calls: readonly Call[], path: Path, walk: Walk): Generator<string> {
  for (const call of calls) {
    if (!isThere(call, path, walk)) yield `no ${call}`;
  }
}

/** The calls that give a promise and are not written with `await`, and those that are and give none. */
function* misawaited(calls: readonly Call[], path: Path, walk: Walk): Generator<string> {
  for (const call of calls) {
    if (!call.endsWith(')') || call === 'for (it)') continue;
    const { start, steps } = routeOf(call, path, walk);
    const promised = declarations.promised(steps.reduce((place, word) => declarations.step(place, word), start));
    if (promised !== undefined && promised !== call.startsWith('await ')) yield `${call} gives ${promised ? 'a' : 'no'} promise`;
  }
}

function isThere(call: Call, path: Path, walk: Walk): boolean {
  if (call === 'for (it)') return ['asyncIterator', 'iterator'].some(name => declarations.hasSymbol(walk.at(path), name));
  const { start, steps } = routeOf(call, path, walk);
  return reaches(start, steps);
}

/** Where a call starts, and the steps from there. */
function routeOf(call: Call, path: Path, walk: Walk): { start: Place; steps: readonly string[] } {
  const [library, local] = named(call.replace(/^await /, '').replaceAll(/\([^()]*\)/g, '()'));
  const [head = '', ...steps] = wordsOf(local);
  if (library !== undefined) return { start: walkOf(library).at(head), steps };
  return { start: walk.at(head === 'it' ? path : head === 'from' ? before(before(path)) : head), steps };
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
  return Array.isArray(items) ? (items as readonly Item[]) : [items as Item];
}
