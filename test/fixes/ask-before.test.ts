import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { lint } from '../support/lint.ts';
import { repairsOf } from '../support/repair.ts';

interface Row {
  id: number;
  order_id: number;
  sku: string;
}

const lines: readonly Row[] = [
  { id: 1, order_id: 7, sku: 'tea' }, { id: 2, order_id: 8, sku: 'rice' }, { id: 3, order_id: 7, sku: 'salt' }, { id: 4, order_id: 9, sku: 'oil' },
];
const sessions = new Map([['session:7', '{"user":1}'], ['session:9', '{"user":3}']]);

/** What a program gives, and how often it asked. */
async function runOf(program: string, given: unknown): Promise<{ given: unknown; asked: number }> {
  let asked = 0;
  class Pool {
    query(text: string, [value]: [unknown]): Promise<{ rows: Row[] }> {
      asked += 1;
      const [, column = ''] = /WHERE (\w+) = /.exec(text) ?? [];
      const wanted = text.includes('ANY($1)') ? (value as unknown[]) : [value];
      const rows = lines.filter(line => wanted.map(String).includes(String(line[column as keyof Row])));
      return Promise.resolve({ rows: (text.includes('DESC') ? [...rows].reverse() : rows).map(row => ({ ...row })) });
    }
  }
  class Redis {
    get(key: string): Promise<string | null> {
      asked += 1;
      return Promise.resolve(sessions.get(key) ?? null);
    }

    mget(keys: readonly string[]): Promise<(string | null)[]> {
      asked += 1;
      if (keys.length === 0) throw new Error('wrong number of arguments');
      return Promise.resolve(keys.map(key => sessions.get(key) ?? null));
    }
  }
  const known: Record<string, unknown> = { pg: { Pool }, ioredis: Redis };
  const module = { exports: async (items: unknown): Promise<unknown> => Promise.resolve(items) };
  runInNewContext(program, { module, require: (name: string) => known[name] });
  return { given: JSON.parse(JSON.stringify(await module.exports(given))), asked };
}

const head = `const { Pool } = require('pg');
const Redis = require('ioredis');
const pool = new Pool({ max: 10 });
const redis = new Redis();
`;
const programs = {
  'rows into what they belong to': `module.exports = async orders => {
    for (const order of orders) {
      const { rows } = await pool.query('SELECT * FROM lines WHERE order_id = $1', [order.id]);
      order.lines = rows;
    }
    return orders;
  };`,
  'rows in their order': `module.exports = async function (orders) {
    const skus = [];
    for (const { id } of orders) {
      const { rows: found } = await pool.query('SELECT order_id, sku FROM lines WHERE order_id = $1 ORDER BY id DESC', [id]);
      skus.push(found.map(({ sku }) => sku));
    }
    return skus;
  };`,
  'the first row, all at once': `module.exports = async orders => {
    return Promise.all(orders.map(async order => {
      const { rows: [line] } = await pool.query('SELECT l.* FROM lines l WHERE order_id = $1', [order.id]);
      return line ? line.sku : 'none';
    }));
  };`,
  'the first row, in a statement': `module.exports = async orders => {
    const all = await Promise.all(orders.map(async ({ id }) => {
      const { rows: [line] } = await pool.query('SELECT * FROM lines WHERE order_id = $1', [id]);
      return line ? line.sku : 'none';
    }));
    return all;
  };`,
  'values of keys': `module.exports = async orders => {
    const users = [];
    for (const order of orders) {
      const raw = await redis.get(\`session:\${order.id}\`);
      if (raw !== null) users.push(JSON.parse(raw));
    }
    return users;
  };`,
  'values where they are used': `module.exports = async orders => {
    const found = [];
    for (const { id } of orders) {
      found.push(await redis.get('session:' + id));
    }
    return found;
  };`,
};
const lists = [[], [7], [7, 8, 9, 10], [9, 7, 7]].map(ids => ids.map(id => ({ id })));

describe('what is asked once gives the same', () => {
  for (const [name, text] of Object.entries(programs)) {
    test(name, async () => {
      const program = head + text;
      const { all } = lint({ folder: 'no-query-in-loop', options: {}, settings: {} }, 'subject.cjs', program);
      const repairs = repairsOf(program, all.filter(({ rule }) => rule === 'no-query-in-loop'));
      expect(repairs, 'repairs').toHaveLength(1);
      for (const orders of lists) {
        const [before, after] = [await runOf(program, structuredClone(orders)), await runOf(repairs[0]?.text ?? '', structuredClone(orders))];
        expect(after.given, repairs[0]?.text).toEqual(before.given);
        expect(before.asked).toBe(orders.length);
        expect(after.asked).toBeLessThanOrEqual(1);
      }
    });
  }
});

test('what depends on a turn, a branch or more than a column is left alone', () => {
  for (const text of [
    `for (const order of orders) {
      if (order.open) { const { rows } = await pool.query('SELECT * FROM lines WHERE order_id = $1', [order.id]); order.lines = rows; }
    }`,
    `for (const order of orders) {
      const id = order.id + 1;
      const { rows } = await pool.query('SELECT * FROM lines WHERE order_id = $1', [id]);
      order.lines = rows;
    }`,
    `for (const order of orders) {
      const { rows } = await pool.query('SELECT * FROM lines WHERE order_id = $1 LIMIT 5', [order.id]);
      order.lines = rows;
    }`,
    `for (const order of orders) {
      const { rows } = await pool.query('SELECT sku FROM lines WHERE order_id = $1', [order.id]);
      order.lines = rows;
    }`,
    `const all = list => Promise.all(list.map(async order => {
      const { rows } = await pool.query('SELECT * FROM lines WHERE order_id = $1', [order.id]);
      return rows;
    }));
    orders.lines = await all(orders);`,
    `for (const order of orders) {
      const { rows, rowCount } = await pool.query('SELECT * FROM lines WHERE order_id = $1', [order.id]);
      order.lines = [rows, rowCount];
    }`,
  ]) {
    const program = `${head}module.exports = async orders => {\n${text}\nreturn orders;\n};`;
    const { all } = lint({ folder: 'no-query-in-loop', options: {}, settings: {} }, 'subject.cjs', program);
    const found = all.filter(({ rule }) => rule === 'no-query-in-loop');
    expect(found.length, text).toBeGreaterThan(0);
    expect(repairsOf(program, found), text).toEqual([]);
  }
});
