import path from 'node:path';
import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import plugin from '../src/index.ts';
import { temporary } from './support/temporary.ts';

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

/** What is said of `app.js` in a folder with these files. */
function findings(files: Readonly<Record<string, string>>): string[] {
  const folder = temporary(files);
  const filename = path.join(folder, 'app.js');
  const linter = new Linter({ cwd: folder });
  const config: Linter.Config = {
    files: ['**'],
    languageOptions: { sourceType: 'commonjs' },
    plugins: { watertight: plugin },
    rules: { 'watertight/require-release': 'error' },
  };
  return linter.verify(files['app.js'] ?? '', [config], filename).map(({ messageId, message }) => messageId ?? message);
}

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

  test('a folder without an index, and nothing at all, are not known', () => {
    expect(findings({ 'app.js': user('./db'), 'db/pool.js': opens })).toEqual([]);
    expect(findings({ 'app.js': user('./db') })).toEqual([]);
  });
});
