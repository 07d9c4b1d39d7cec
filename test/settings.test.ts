import { describe, expect, test } from 'vitest';
import type { Linter } from 'eslint';
import { library } from '../src/index.ts';
import * as shipped from '../src/libraries/index.ts';
import { faultIn } from '../src/settings.ts';
import { lint, type Report } from './support/lint.ts';

const text = `import { Router } from 'express';
import { Client, open } from '@acme/db';
import { index, jobs, runInBackground } from './search.js';

const router = Router();

router.post('/orders', async (req, res) => {
  const client = new Client({ host: 'db' });
  const lease = await open();
  runInBackground(index(req.body)).catch(console.error);
  jobs.later(index(req.body)).catch(console.error);
  res.json(client.find(lease));
});

export default router;
`;

const db = library('@acme/db', {
  'Client()': { creates: { what: 'database client', close: 'it.close()', cost: 'opens a socket' } },
  'open()': { acquires: { what: 'lease', release: 'it.release()' } },
});

const found = (settings: unknown, code = text): string[] => told(reportsOf(settings, code));
const told = (reports: readonly Report[]): string[] => reports.map(({ line, rule, id }) => `${String(line)} ${rule} ${id}`);

function reportsOf(settings: unknown, code = text): readonly Report[] {
  const { fault, certain } = lint({ folder: '', options: {}, settings: settings as Linter.Config['settings'] & object }, 'orders.js', code);
  expect(fault).toBeUndefined();
  return certain;
}

const floating = ['10 no-unaborted-background-work floating', '11 no-unaborted-background-work floating'];

describe('settings.watertight', () => {
  test('may be left out', () => {
    expect(found({})).toEqual(floating);
    expect(found({ watertight: {} })).toEqual(floating);
  });

  test('takes libraries in the form of ours', () => {
    expect(Object.values(shipped).flatMap(each => faultIn({ libraries: [each] }) ?? [])).toEqual([]);
  });

  test('names functions that look after work, by their name or with what they belong to', () => {
    expect(found({ watertight: { runners: ['runInBackground'] } })).toEqual(floating.slice(1));
    expect(found({ watertight: { runners: ['jobs.later'] } })).toEqual(floating.slice(0, 1));
    expect(found({ watertight: { runners: ['later', 'runInBackground'] } })).toEqual([]);
  });

  test("adds libraries of the user's own", () => {
    const reports = reportsOf({ watertight: { libraries: [db], runners: ['later', 'runInBackground'] } });
    expect(told(reports)).toEqual(['8 no-pool-per-request perRequest', '9 require-release never']);
    expect(reports[0]?.text).toBe('Every request makes a new database client, and each one opens a socket. Make it once, at module level.');
  });

  test('adds facts to what is known of a package', () => {
    const own = library('express', { 'Router().task()': { handles: { what: 'task', params: [['Request()', 'Response()']] } } });
    const code =
      "import { Router } from 'express';\nimport { Pool } from 'pg';\n" +
      "Router().task((req, res) => {\n  const pool = new Pool({ connectionTimeoutMillis: 1 }).on('error', report);\n" +
      "  pool.query('SELECT 1').then(rows => res.json(rows));\n});\n";
    expect(found({}, code)).toEqual(['4 no-pool-per-request perCall']);
    expect(found({ watertight: { libraries: [own] } }, code)).toEqual(['4 no-pool-per-request perRequest']);
  });
});

describe('settings that are wrong are told at the first line, once, and change nothing', () => {
  const at = 'settings.watertight.libraries[0]';
  const paths = (facts: unknown): unknown => ({ libraries: [{ package: 'x', paths: { 'open()': facts } }] });
  const routes = (route: unknown): unknown => ({ libraries: [{ package: 'x', paths: {}, routes: [route] }] });
  const route = { file: 'x', exports: ['get'], handles: { what: 'request' } };

  test.each<[unknown, string]>([
    [null, '`settings.watertight` must be an object'],
    ['strict', '`settings.watertight` must be an object'],
    [[db], '`settings.watertight` must be an object'],
    [{ library: [db] }, '`settings.watertight.library` is not known'],
    [{ runners: 'runInBackground' }, '`settings.watertight.runners` must be a list of function names'],
    [{ runners: [1] }, '`settings.watertight.runners` must be a list of function names'],
    [{ libraries: db }, '`settings.watertight.libraries` must be a list of libraries.'],
    [{ libraries: ['@acme/db'] }, `\`${at}\` must be what`],
    [{ libraries: [{ paths: {} }] }, `\`${at}.package\` must be the name of a package.`],
    [{ libraries: [{ package: 'x' }] }, `\`${at}.paths\` must be an object`],
    [{ libraries: [{ package: 'x', paths: {}, routes: {} }] }, `\`${at}.routes\` must be a list.`],
    [paths(1), `\`${at}.paths['open()']\` must be facts or another path.`],
    [paths(null), `\`${at}.paths['open()']\` must be facts or another path.`],
    [
      paths({ aquires: { what: 'lease', release: 'it.release()' } }),
      `\`${at}.paths['open()'].aquires\` is not a fact; there are \`acquires\``,
    ],
    [paths({ acquires: true }), `\`${at}.paths['open()'].acquires\` must be an object.`],
    [paths({ acquires: { release: 'it.release()' } }), `\`${at}.paths['open()'].acquires.what\` must be a string.`],
    [paths({ acquires: { what: 'lease' } }), `\`${at}.paths['open()'].acquires.release\` must be a string.`],
    [paths({ acquires: { what: 'lease', release: [] } }), `\`${at}.paths['open()'].acquires.release\` must be a string.`],
    [paths({ creates: {} }), `\`${at}.paths['open()'].creates.what\` must be a string.`],
    [paths({ handles: [{ what: 'request' }, {}] }), `\`${at}.paths['open()'].handles.what\` must be a string.`],
    [paths({ safe: 'yes' }), `\`${at}.paths['open()'].safe\` must be \`true\`.`],
    [routes(1), `\`${at}.routes[0]\` must be an object`],
    [routes({ ...route, file: '(' }), `\`${at}.routes[0].file\` must be a regular expression`],
    [routes({ ...route, mentions: '[' }), `\`${at}.routes[0].mentions\` must be a regular expression`],
    [routes({ ...route, exports: 'get' }), `\`${at}.routes[0].exports\` must be a list of names.`],
    [routes({ ...route, handles: {} }), `\`${at}.routes[0].handles.what\` must be a string.`],
  ])('%j', (watertight, fault) => {
    const { all, certain } = lint({ folder: '', options: {}, settings: { watertight } }, 'orders.js', text);
    const said = [...all, ...certain].filter(({ id }) => id === 'invalidSettings');
    expect(said.map(({ line, text: words }) => [line, words.slice(0, fault.length)])).toEqual([[1, fault]]);
    expect([...all, ...certain].filter(({ id }) => id === 'failed')).toEqual([]);
    expect(told(certain.filter(({ id }) => id !== 'invalidSettings'))).toEqual(floating);
  });
});
