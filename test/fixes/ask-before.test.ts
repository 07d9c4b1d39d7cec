import { runInNewContext } from 'node:vm';
import { format } from 'mysql2';
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

/** The rows that a statement finds, as the tables of a database are asked. */
function rowsFor(text: string, values: readonly unknown[]): Partial<Row>[] {
  const [, list = '', conditions = '', descending] =
    /^SELECT (.+) FROM lines(?: l)? WHERE (.+?)( ORDER BY l?\.?id DESC)?$/s.exec(text.replaceAll(/\s+/g, ' ').trim()) ?? [];
  expect(list, text).not.toBe('');
  const holds = (row: Row, condition: string): boolean => {
    const [, column = '', operator = '', wanted = ''] = /^(?:l\.)?(\w+) ?(= ANY|=|IN) ?(.+)$/.exec(condition) ?? [];
    const given = /\$(\d)/.exec(wanted)?.[1];
    const one = given === undefined ? wanted.replaceAll(/[()']/g, '').split(', ') : [values[Number(given) - 1]].flat();
    if (operator === 'IN' && wanted === '()') throw new Error('syntax error');
    return one.map(String).includes(String(row[column as keyof Row]));
  };
  const rows = lines.filter(row => conditions.split(' AND ').every(condition => holds(row, condition)));
  const columns = list.split(', ').map(each => each.replace(/^l\./, ''));
  const told = rows.map(row => (columns.includes('*') ? { ...row } : Object.fromEntries(columns.map(each => [each, row[each as keyof Row]]))));
  return descending === undefined ? told : told.reverse();
}

/** What a program gives, and how often it asked. */
async function runOf(program: string, given: unknown): Promise<{ given: unknown; asked: number }> {
  let asked = 0;
  class Pool {
    query(text: string, values: readonly unknown[]): Promise<{ rows: Partial<Row>[] }> {
      asked += 1;
      return Promise.resolve({ rows: rowsFor(text, values) });
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
  const query = (text: string, values: string[]): Promise<unknown> => {
    asked += 1;
    return Promise.resolve(rowsFor(format(text, values), []));
  };
  const mysql = { createPool: () => ({ query: async (text: string, values: string[]) => [await query(text, values), []] }) };
  const known: Record<string, unknown> = { 'pg': { Pool }, 'ioredis': Redis, 'mysql2/promise': mysql, 'mariadb': { createPool: () => ({ query }) } };
  const module = { exports: async (items: unknown): Promise<unknown> => Promise.resolve(items) };
  runInNewContext(program, { module, require: (name: string) => known[name] });
  return { given: JSON.parse(JSON.stringify(await module.exports(given))), asked };
}

const head = `const { Pool } = require('pg');
const Redis = require('ioredis');
const pool = new Pool({ max: 10 });
const redis = new Redis();
const mysql = require('mysql2/promise');
const db = mysql.createPool({ queueLimit: 100 });
const mariadb = require('mariadb');
const maria = mariadb.createPool({});
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
  'rows without the column': `module.exports = async orders => {
    for (const order of orders) {
      const { rows } = await pool.query('SELECT sku, l.id FROM lines l WHERE l.order_id = $1 ORDER BY l.id DESC', [order.id]);
      order.lines = rows;
    }
    return orders;
  };`,
  'one of several conditions': `module.exports = async orders => {
    const sku = 'salt';
    for (let i = 0; i < orders.length; i++) {
      const result = await pool.query('SELECT * FROM lines WHERE sku = $1 AND order_id = $2', [sku, orders[i].id]);
      orders[i].lines = result.rows;
    }
    return orders;
  };`,
  'what is read in place': `module.exports = async orders => {
    const first = [];
    for (let i = 0; i < orders.length; i += 1) {
      const order = orders[i];
      first.push((await pool.query('SELECT * FROM lines WHERE order_id = $1', [order.id])).rows[0]?.sku);
    }
    return first;
  };`,
  'rows of MySQL': `module.exports = async orders => {
    for (const order of orders) {
      const [rows] = await db.query('SELECT sku FROM lines WHERE order_id = ?', [order.id]);
      order.lines = rows;
    }
    return orders;
  };`,
  'the first row of MySQL, all at once': `module.exports = async orders => {
    return Promise.all(orders.map(async ({ id }) => {
      const [[line]] = await db.query("SELECT * FROM lines l WHERE l.order_id = ? AND l.sku = 'salt'", [id]);
      return line ? line.sku : 'none';
    }));
  };`,
  'the answer of MySQL, by its index': `module.exports = async orders => {
    const found = [];
    for (let i = 0; i < orders.length; i++) {
      const answer = await db.query(\`
        SELECT * FROM lines
        WHERE order_id=? AND sku = ?\`, [orders[i].id, 'tea']);
      found.push(answer[0].length);
    }
    return found;
  };`,
  'rows of MariaDB': `module.exports = async orders => {
    for (const order of orders) {
      const rows = await maria.query('SELECT * FROM lines WHERE order_id = ?', [order.id]);
      order.lines = rows.map(({ sku }) => sku);
    }
    return orders;
  };`,
  'values by an index': `module.exports = async orders => {
    const users = [];
    for (let i = 0; i < orders.length; i++) {
      const { id } = orders[i];
      users.push((await redis.get(\`session:\${id}\`)) ?? 'none');
    }
    return users;
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
      const { rows } = await pool.query('SELECT count(*) FROM lines WHERE order_id = $1', [order.id]);
      order.lines = rows;
    }`,
    `for (const order of orders) {
      const { rows } = await pool.query('SELECT * FROM lines WHERE order_id = $1 OR sku = $2', [order.id, 'tea']);
      order.lines = rows;
    }`,
    `for (const order of orders) {
      if (!order.of) continue;
      const { rows } = await pool.query('SELECT * FROM lines WHERE order_id = $1', [order.of.id]);
      order.lines = rows;
    }`,
    `for (const order of orders) {
      order.id = Number(order.id);
      const { rows } = await pool.query('SELECT * FROM lines WHERE order_id = $1', [order.id]);
      order.lines = rows;
    }`,
    `for (const order of orders) {
      const { rows } = await pool.query('SELECT * FROM lines WHERE order_id = $1', [order.id]);
      rows[0].order = order;
      order.lines = rows;
    }`,
    `for (const order of orders) {
      const { rows } = await pool.query('SELECT * FROM lines WHERE order_id = $1', [order.id]);
      if (rows.length === 0) await pool.query("INSERT INTO lines VALUES ($1, 'tea')", [order.id]);
      order.lines = rows;
    }`,
    `for (let i = 1; i < orders.length; i++) {
      const { rows } = await pool.query('SELECT * FROM lines WHERE order_id = $1', [orders[i].id]);
      orders[i].lines = rows;
    }`,
    `for (const order of new Set(orders)) {
      const { rows } = await pool.query('SELECT * FROM lines WHERE order_id = $1', [order.id]);
      order.lines = rows;
    }`,
    `const all = new Set(orders);
    for (const order of all) {
      const { rows } = await pool.query('SELECT * FROM lines WHERE order_id = $1', [order.id]);
      order.lines = rows;
    }`,
    `const { Map } = require('immutable');
    for (const order of orders) {
      const { rows } = await pool.query('SELECT * FROM lines WHERE order_id = $1', [order.id]);
      order.lines = rows;
    }`,
    `for (const order of orders) {
      const [rows] = await db.execute('SELECT * FROM lines WHERE order_id = ?', [order.id]);
      order.lines = rows;
    }`,
    `for (const order of orders) {
      const [rows, columns] = await db.query('SELECT * FROM lines WHERE order_id = ?', [order.id]);
      order.lines = [rows, columns.length];
    }`,
    `for (const order of orders) {
      const [rows] = await db.query('SELECT * FROM lines WHERE sku = ?', [order.sku]);
      order.lines = rows;
    }`,
    `for (const order of orders) {
      const [rows] = await db.query('SELECT *, (SELECT 1) FROM lines WHERE order_id = ?', [order.id]);
      order.lines = rows;
    }`,
    `for (const order of orders) {
      const [rows] = await db.query('SELECT * FROM lines WHERE order_id = ? GROUP BY sku', [order.id]);
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

test('what is changed at once changes the same, and an empty list changes nothing', async () => {
  for (const [body, sent] of Object.entries({
    "for (const id of ids) await db.query('DELETE FROM lines WHERE id = ?', [id]);": ['DELETE FROM lines WHERE id IN (7, 8)'],
    "for (let i = 0; i < ids.length; i++) {\n  await db.query(`UPDATE lines SET state = ?, at = NOW() WHERE id = ?`, ['gone', ids[i]]);\n}":
      ["UPDATE lines SET state = 'gone', at = NOW() WHERE id IN (7, 8)"],
    "await Promise.all(ids.map(id => db.query('DELETE FROM lines WHERE tenant = ? AND id = ?', [3, id])));":
      ['DELETE FROM lines WHERE tenant = 3 AND id IN (7, 8)'],
  })) {
    const program = `${head}module.exports = async ids => {\n${body}\n};`;
    const { all } = lint({ folder: 'no-query-in-loop', options: {}, settings: {} }, 'subject.cjs', program);
    const [repair, ...more] = repairsOf(program, all.filter(({ rule }) => rule === 'no-query-in-loop'));
    expect(more).toEqual([]);
    for (const ids of [[7, 8], []]) {
      const told: string[] = [];
      const createPool = (): object => ({ query: (text: string, values: string[]) => told.push(format(text, values)) });
      const module = { exports: async (items: unknown): Promise<unknown> => Promise.resolve(items) };
      const Other = class { readonly of = 'another'; };
      runInNewContext(repair?.text ?? '', { module, require: (name: string) => (name === 'ioredis' ? Other : { Pool: Other, createPool }) });
      await module.exports(ids);
      expect(told).toEqual(ids.length > 0 ? sent : []);
    }
  }
});

test('what would change more than it did, or the same twice, is not changed at once', () => {
  for (const body of [
    "for (const id of ids) await db.query('UPDATE lines SET count = count + 1 WHERE id = ?', [id]);",
    "for (const id of ids) await db.query('UPDATE lines SET id = ? WHERE tenant = 3', [id]);",
    "for (const id of ids) await db.query('DELETE FROM lines WHERE id = ? LIMIT 1', [id]);",
    "for (const id of ids) await db.query('DELETE FROM lines WHERE tenant = 3 OR id = ?', [id]);",
    "for (const id of ids) await db.execute('DELETE FROM lines WHERE id = ?', [id]);",
    "for (let i = 0; i < ids.length; i += 2) await db.query('DELETE FROM lines WHERE id = ?', [ids[i]]);",
    "for (let i = 0; i < ids.length; i++) await db.query('DELETE FROM lines WHERE id = ? AND place = ?', [ids[i], i]);",
    "for (const { id, place } of ids) await db.query('DELETE FROM lines WHERE id = ? AND place = ?', [id, place]);",
  ]) {
    const program = `${head}module.exports = async ids => {\n${body}\n};`;
    const { all } = lint({ folder: 'no-query-in-loop', options: {}, settings: {} }, 'subject.cjs', program);
    expect(repairsOf(program, all.filter(({ rule }) => rule === 'no-query-in-loop')), body).toEqual([]);
  }
});
