import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import plugin from '../src/index.ts';
import { temporary, write } from './support/temporary.ts';

const opens = `
const { Pool } = require('pg');
const pool = new Pool();
exports.open = () => pool.connect();
`;

const user = (specifier: string): string => `
const { open } = require('${specifier}');
exports.load = async () => {
  const client = await open();
  return client.query('SELECT 1');
};
`;

/** The same in TypeScript. */
const typedOpens = `
import { Pool } from 'pg';
const pool = new Pool();
export const open = () => pool.connect();
`;

const typedUser = (specifier: string): string => `
import { open } from '${specifier}';
export async function load(): Promise<unknown> {
  const client = await open();
  return client.query('SELECT 1');
}
`;

/** What is said of `app.js`, or of another file, in a folder with these files. */
const findings = (files: Readonly<Record<string, string>>, name = 'app.js'): string[] =>
  findingsIn(temporary(files), name, files[name] ?? '');

function findingsIn(folder: string, name: string, text: string): string[] {
  const filename = path.join(folder, name);
  const linter = new Linter({ cwd: folder });
  const config: Linter.Config = {
    files: ['**'],
    languageOptions: name.endsWith('.ts') ? { parser } : { sourceType: 'commonjs' },
    plugins: { watertight: plugin },
    rules: {
      'watertight/require-release': 'error', 'watertight/no-unaborted-background-work': 'error', 'watertight/no-leaked-timer': 'error',
    },
  };
  return linter.verify(text, [config], filename).map(({ messageId, message }) => messageId ?? message);
}

describe('a pause that another file of the project makes', () => {
  const race = `
import { pause } from './pause';
export const limited = <T>(work: Promise<T>): Promise<unknown> => Promise.race([work, pause(500)]);
`;

  test.each([
    ['export const pause = (ms: number): Promise<void> => new Promise(resolve => { setTimeout(resolve, ms); });', ['slept']],
    ['export const pause = (ms: number): Promise<void> => new Promise(resolve => { setTimeout(resolve, ms).unref(); });', []],
    ['export const pause = (ms: number): Promise<void> => Promise.resolve(console.info(ms));', []],
  ])('%s', (made, found) => {
    expect(findings({ 'app.ts': race, 'pause.ts': made }, 'app.ts')).toEqual(found);
  });
});

describe('what another file of the project hands out is known', () => {
  test.each([
    ['./db', 'db.js'],
    ['./db.js', 'db.js'],
    ['./db', 'db/index.js'],
    ['./db/index', 'db/index.js'],
    ['./db/', 'db/index.js'],
    ['.', 'index.js'],
  ])('%s leads to %s', (specifier, name) => {
    expect(findings({ 'app.js': user(specifier), [name]: opens })).toEqual(['never']);
  });

  test('what it has a library call a callback with, under a name of its own too', () => {
    const app = `
const db = require('./db');
exports.save = (state, callback) => {
  db.conn((err, client) => {
    if (err) return callback(err);
    client.query('INSERT INTO states VALUES ($1)', [state], callback);
  });
};
`;
    const db = `
const pg = require('pg');
const pool = new pg.Pool();
function getConnection(callback) {
  pool.connect(callback);
}
module.exports = { conn: getConnection };
`;
    expect(findings({ 'app.js': app, 'db.js': db })).toEqual(['never']);
  });

  test('a file goes before a folder of its name', () => {
    expect(findings({ 'app.js': user('./db'), 'db.js': 'exports.open = () => 1;', 'db/index.js': opens })).toEqual([]);
  });

  test('what a file names goes before what it passes on', () => {
    const index = "export * from './db';\n";
    const files = { 'load.ts': typedUser('./index'), 'db.ts': typedOpens };
    expect(findings({ ...files, 'index.ts': index }, 'load.ts')).toEqual(['never']);
    const own = `${index}export function open() {\n  return { query() {} };\n}\n`;
    expect(findings({ ...files, 'index.ts': own }, 'load.ts')).toEqual([]);
  });

  test.each([
    ['export function forget(key: string): void {\n  tenants.delete(key);\n}', []],
    ['export const forget = (key: string): void => {\n  tenants.delete(key);\n};', []],
    ['export const forget = async (key: string) => {\n  await tell(key);\n  tenants.delete(key);\n};', ['floating']],
  ])('whether a function gives a promise, in a file that speaks of no package: %s', (forget, found) => {
    const handler = `
import express from 'express';
import { forget } from './index';
export const app = express();
app.delete('/tenants/:id', (req, res) => {
  void forget(req.params.id);
  res.sendStatus(204);
});
`;
    const tenants = `import { tell } from './tell';\nconst tenants = new Map<string, string>();\n${forget}\n`;
    const files = { 'app.ts': handler, 'index.ts': "export * from './other';\nexport * from './tenants';", 'tenants.ts': tenants };
    expect(findings(files, 'app.ts')).toEqual(found);
  });

  const database = `
import { Pool } from 'pg';
export class Database {
  private readonly pool = new Pool();
  open() {
    return this.pool.connect();
  }
  async lend<Result>(use: (client: unknown) => Promise<Result>): Promise<Result> {
    const client = await this.pool.connect();
    try {
      return await use(client);
    } finally {
      client.release();
    }
  }
}
export const database = new Database();
`;

  test.each([
    ['a parameter', 'export async function load(db: Database) {\n  const client = await db.open();'],
    ['a field', 'export class Users {\n  private db!: Database;\n  async load() {\n    const client = await this.db.open();'],
    ['what a constructor is given', 'export class Users {\n  constructor(private readonly db: Database) {}\n'
      + '  async load() {\n    const client = await this.db.open();'],
    ['what is made there', 'export async function load() {\n  const client = await database.open();'],
  ])('what a method of a class gives: of %s', (_, head) => {
    const end = head.startsWith('export class') ? '}\n}\n' : '}\n';
    const using = (work: string): string => `import { Database, database } from './database';\n${head}\n${work}\n${end}`;
    const leaving = using("return client.query('SELECT 1');");
    const giving = using("try { return await client.query('SELECT 1'); } finally { client.release(); }");
    expect(findings({ 'load.ts': leaving, 'database.ts': database }, 'load.ts')).toEqual(['never']);
    expect(findings({ 'load.ts': giving, 'database.ts': database }, 'load.ts')).toEqual([]);
    const lent = leaving.replace('.open()', '.lend(async given => given)');
    expect(findings({ 'load.ts': lent, 'database.ts': database }, 'load.ts')).toEqual([]);
  });

  test('a folder without an index, and nothing at all, are not known', () => {
    expect(findings({ 'app.js': user('./db'), 'db/pool.js': opens })).toEqual([]);
    expect(findings({ 'app.js': user('./db') })).toEqual([]);
  });
});

const json = (value: unknown): string => JSON.stringify(value);
const compiling = (compilerOptions: object, more: object = {}): string => json({ ...more, compilerOptions });

describe('an alias of the compiler leads to a file', () => {
  const db = { 'src/db.ts': typedOpens };
  const using = (specifier: string, files: Readonly<Record<string, string>>): string[] =>
    findings({ 'src/http/load.ts': typedUser(specifier), ...files }, 'src/http/load.ts');

  test.each<[what: string, specifier: string, files: Readonly<Record<string, string>>]>([
    ['a pattern', '@/db', { 'tsconfig.json': compiling({ paths: { '@/*': ['./src/*'] } }), ...db }],
    ['a name', 'db', { 'tsconfig.json': compiling({ paths: { db: ['./src/db'] } }), ...db }],
    ['the second of several', '~/db', { 'tsconfig.json': compiling({ paths: { '~/*': ['./lib/*', './src/*'] } }), ...db }],
    ['a base', 'src/db', { 'tsconfig.json': compiling({ baseUrl: '.' }), ...db }],
    ['a base that patterns start from', '@/db', { 'tsconfig.json': compiling({ baseUrl: 'src', paths: { '@/*': ['*'] } }), ...db }],
    ['a folder', '@/db', { 'tsconfig.json': compiling({ paths: { '@/*': ['./src/*'] } }), 'src/db/index.ts': typedOpens }],
    ['compiled code', '@/db.js', { 'tsconfig.json': compiling({ paths: { '@/*': ['./src/*'] } }), ...db }],
    ['comments and trailing commas', '@/db', {
      'tsconfig.json': '{\n  // ours\n  "compilerOptions": { "paths": { "@/*": ["./src/*"], /* all */ }, },\n}\n', ...db,
    }],
    ['a configuration that extends another, that extends a third', '@/db', {
      'tsconfig.json': json({ extends: './config/node.json' }),
      'config/node.json': json({ extends: ['./strict', './base'] }),
      'config/strict.json': compiling({ strict: true }),
      'config/base.json': compiling({ paths: { '@/*': ['../src/*'] } }),
      ...db,
    }],
    ['the folder of the configuration', '@/db', {
      'tsconfig.json': json({ extends: './config/base.json' }),
      'config/base.json': compiling({ paths: { '@/*': ['${configDir}/src/*'] } }),
      ...db,
    }],
    ['a list of parts', '@/db', {
      'tsconfig.json': json({ files: [], references: [{ path: './tsconfig.app.json' }] }),
      'tsconfig.app.json': compiling({ paths: { '@/*': ['./src/*'] } }),
      ...db,
    }],
    ['the nearest configuration', '@/db', {
      'tsconfig.json': compiling({ paths: { '@/*': ['./lib/*'] } }),
      'src/tsconfig.json': compiling({ paths: { '@/*': ['./*'] } }),
      ...db,
    }],
  ])('%s', (_what, specifier, files) => {
    expect(using(specifier, files)).toEqual(['never']);
  });

  test('in JavaScript, by the configuration of the editor', () => {
    const jsconfig = compiling({ paths: { '@/*': ['./src/*'] } });
    expect(findings({ 'app.js': user('@/db'), 'jsconfig.json': jsconfig, 'src/db.js': opens })).toEqual(['never']);
  });

  test('through files that pass on what others export', () => {
    const paths = compiling({ paths: { '@/*': ['./src/*'] } });
    const files = { 'tsconfig.json': paths, 'src/data/index.ts': "export * from '@/data/named';", ...db };
    expect(using('@/data', { ...files, 'src/data/named.ts': "export { open } from '@/db';" })).toEqual(['never']);
  });

  test.each<[what: string, specifier: string, files: Readonly<Record<string, string>>]>([
    ['nothing is configured', '@/db', db],
    ['the configuration names none', '@/db', { 'tsconfig.json': compiling({ strict: true }), ...db }],
    ['a nearer configuration names none', '@/db', {
      'tsconfig.json': compiling({ paths: { '@/*': ['./src/*'] } }), 'src/tsconfig.json': '{}', ...db,
    }],
    ['it leads to nothing', '@/db', { 'tsconfig.json': compiling({ paths: { '@/*': ['./lib/*'] } }), ...db }],
    ['it leads to a declaration', 'store', {
      'tsconfig.json': compiling({ paths: { store: ['./types/store.d.ts'] } }),
      'types/store.d.ts': 'export declare const open: () => void;',
    }],
    ['it leads to what is installed', 'store', {
      'tsconfig.json': compiling({ paths: { store: ['./node_modules/store/src/db'] } }), 'node_modules/store/src/db.ts': typedOpens,
    }],
    ['it is no JSON', '@/db', { 'tsconfig.json': '<<<<<<< HEAD', ...db }],
    ['it is empty', '@/db', { 'tsconfig.json': '', ...db }],
    ['its parts have other types', '@/db', { 'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": "./src/*" } } }', ...db }],
    ['it is a list', '@/db', { 'tsconfig.json': '["compilerOptions"]', ...db }],
    ['what it extends is missing', '@/db', {
      'tsconfig.json': compiling({ paths: { '@/*': ['./src/*'] } }, { extends: './generated/tsconfig.json' }), ...db,
    }],
    ['it extends itself', '@/db', {
      'tsconfig.json': compiling({ paths: { '@/*': ['./src/*'] } }, { extends: './tsconfig.json' }), ...db,
    }],
    ['it is a folder', '@/db', { 'tsconfig.json/note.txt': '', ...db }],
    ['it has the name of what is built in', 'events', { 'tsconfig.json': compiling({ baseUrl: 'src' }), 'src/events.ts': typedOpens }],
  ])('nowhere where %s', (_what, specifier, files) => {
    expect(using(specifier, files)).toEqual([]);
  });

  test('what is known of a package goes before an alias of its name', () => {
    const pool = 'export class Pool { connect() { return { query() {} }; } }';
    const files = { 'tsconfig.json': compiling({ baseUrl: 'src' }), 'src/pg.ts': pool };
    const own = `${typedOpens}export async function load() {\n  const client = await open();\n  return client.query('SELECT 1');\n}\n`;
    expect(findings({ ...files, 'src/db.ts': own }, 'src/db.ts')).toEqual(['never']);
  });

  test('a change of the configuration is noticed', async () => {
    const folder = temporary({ 'tsconfig.json': '{}', 'src/load.ts': typedUser('@/db'), ...db });
    expect(findingsIn(folder, 'src/load.ts', typedUser('@/db'))).toEqual([]);
    write(folder, { 'tsconfig.json': compiling({ paths: { '@/*': ['./src/*'] } }) });
    await new Promise(resolve => setTimeout(resolve, 1100));
    expect(findingsIn(folder, 'src/load.ts', typedUser('@/db'))).toEqual(['never']);
  });
});

describe('an import of the package itself leads to a file', () => {
  test.each<[what: string, specifier: string, imports: object]>([
    ['a name', '#db', { '#db': './src/db.js' }],
    ['a pattern', '#lib/db', { '#lib/*': './src/*.js' }],
    ['a condition', '#db', { '#db': { browser: './src/fake.js', node: './src/db.js', default: './src/fake.js' } }],
    ['types that are a declaration', '#db', { '#db': { types: './types/db.d.ts', default: './src/db.js' } }],
  ])('%s', (_what, specifier, imports) => {
    const files = { 'package.json': json({ imports }), 'src/db.js': opens, 'src/fake.js': 'exports.open = () => 1;', 'types/db.d.ts': '' };
    expect(findings({ 'app.js': user(specifier), ...files })).toEqual(['never']);
    expect(findings({ 'src/http/app.js': user(specifier), ...files }, 'src/http/app.js')).toEqual(['never']);
  });

  test('to what a compiled one is made of', () => {
    const files = {
      'package.json': json({ imports: { '#*': './dist/*.js' } }),
      'tsconfig.json': compiling({ rootDir: 'src', outDir: 'dist' }),
      'src/db.ts': typedOpens,
      'src/load.ts': typedUser('#db'),
    };
    expect(findings(files, 'src/load.ts')).toEqual(['never']);
  });

  test.each<[what: string, manifest: string]>([
    ['it is not named', json({ imports: { '#pool': './src/db.js' } })],
    ['it leads to a package', json({ imports: { '#db': 'pg' } })],
    ['it leads out of the package', json({ imports: { '#db': '../db.js' } })],
    ['it is closed', json({ imports: { '#db': null } })],
    ['it is no JSON', '{ "imports": '],
    ['it is of another kind', json({ imports: ['#db'] })],
  ])('nowhere where %s', (_what, manifest) => {
    expect(findings({ 'app.js': user('#db'), 'package.json': manifest, 'src/db.js': opens })).toEqual([]);
  });
});

describe('the name of a linked package leads to a file', () => {
  const linked = (manifest: object, sources: Readonly<Record<string, string>>, specifier = '@acme/db', at = 'packages/db'): string[] => {
    const name = 'apps/api/src/load.ts';
    const files = Object.entries(sources).map(([file, text]) => [`${at}/${file}`, text]);
    const folder = temporary({
      [name]: typedUser(specifier), [`${at}/package.json`]: json({ name: '@acme/db', ...manifest }), ...Object.fromEntries(files) as object,
    });
    mkdirSync(path.join(folder, 'node_modules/@acme'), { recursive: true });
    symlinkSync(path.join(folder, at), path.join(folder, 'node_modules/@acme/db'), 'junction');
    return findingsIn(folder, name, typedUser(specifier));
  };

  test.each<[what: string, manifest: object, sources: Readonly<Record<string, string>>, specifier?: string]>([
    ['its main file', { main: './src/index.ts' }, { 'src/index.ts': typedOpens }],
    ['its types', { types: 'src/index.ts', main: 'dist/index.js' }, { 'src/index.ts': typedOpens }],
    ['its index', {}, { 'index.ts': typedOpens }],
    ['its exports', { exports: './src/index.ts' }, { 'src/index.ts': typedOpens }],
    ['a path of its exports', { exports: { './*': './src/*.ts' } }, { 'src/pool.ts': typedOpens }, '@acme/db/pool'],
    ['a path in it', {}, { 'src/pool.ts': typedOpens }, '@acme/db/src/pool'],
    ['a condition', { exports: { '.': { types: './dist/index.d.ts', import: './src/index.ts' } } }, { 'src/index.ts': typedOpens }],
    ['what its exports are compiled from', { exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } } }, {
      'tsconfig.json': compiling({ rootDir: './src', outDir: './dist' }), 'src/index.ts': typedOpens,
      'dist/index.d.ts': 'export {};', 'dist/index.js': 'export {};',
    }],
    ['what its main file is compiled from', { main: 'dist/index.js', types: 'dist/index.d.ts' }, {
      'tsconfig.json': compiling({ outDir: 'dist' }, { include: ['src/**/*.ts'] }), 'src/index.ts': typedOpens,
    }],
    ['a condition of the compiler', { exports: { '.': { '@acme/source': './src/index.ts', default: './dist/index.js' } } }, {
      'src/index.ts': typedOpens, '../../tsconfig.json': compiling({ customConditions: ['@acme/source'] }),
    }],
  ])('%s', (_what, manifest, sources, specifier) => {
    expect(linked(manifest, sources, specifier)).toEqual(['never']);
  });

  test.each<[what: string, manifest: object, sources: Readonly<Record<string, string>>, specifier?: string]>([
    ['its source is not known', { main: 'dist/index.js' }, { 'src/index.ts': typedOpens }],
    ['its exports do not name it', { exports: { '.': './src/index.ts' } }, { 'src/pool.ts': typedOpens }, '@acme/db/pool'],
    ['its exports are no exports', { exports: 7 }, { 'src/index.ts': typedOpens }],
    ['there are but declarations', { types: 'index.d.ts' }, { 'index.d.ts': 'export declare function open(): void;' }],
  ])('nowhere where %s', (_what, manifest, sources, specifier) => {
    expect(linked(manifest, sources, specifier)).toEqual([]);
  });

  test('what is installed is not the project’s, linked or not', () => {
    expect(linked({ main: 'index.ts' }, { 'index.ts': typedOpens }, '@acme/db', 'node_modules/.store/db')).toEqual([]);
    const files = { 'app.js': user('store'), 'node_modules/store/package.json': '{}', 'node_modules/store/index.js': opens };
    expect(findings(files)).toEqual([]);
  });

  test('the nearest of a name counts, and a link may lead to nothing', () => {
    const folder = temporary({ 'apps/api/node_modules/store/index.js': '', 'packages/store/index.js': opens });
    mkdirSync(path.join(folder, 'node_modules'));
    symlinkSync(path.join(folder, 'packages/store'), path.join(folder, 'node_modules/store'), 'junction');
    expect(findingsIn(folder, 'apps/api/app.js', user('store'))).toEqual([]);
    expect(findingsIn(folder, 'apps/web/app.js', user('store'))).toEqual(['never']);
    const left = temporary({ 'node_modules/other/index.js': '' });
    symlinkSync(path.join(left, 'packages/store'), path.join(left, 'node_modules/store'), 'junction');
    expect(findingsIn(left, 'app.js', user('store'))).toEqual([]);
  });
});
