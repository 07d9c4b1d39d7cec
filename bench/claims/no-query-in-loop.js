// @ts-check
import { Pool } from 'pg';
import { postgres } from './loopback.js';

/** @import { Claim } from './measure.js' */

/** A millisecond away. */
const { port } = await postgres(1);
const pool = new Pool({ host: '127.0.0.1', port, user: 'bench', max: 10, connectionTimeoutMillis: 60_000, allowExitOnIdle: true });

/** The keys of what is asked for. @param {number} size */
const given = size => Array.from({ length: size }, (_, id) => id);

/** @type {Claim[]} */
export const claims = [
  {
    written: '`await pool.query(…)` for each item',
    against: 'one query with `= ANY`',
    measure: 'wall',
    sizes: [10, 100, 500],
    least: { 10: 2, 100: 10, 500: 30 },
    given,
    async bad(/** @type {number[]} */ ids) {
      const found = [];
      for (const id of ids) {
        const { rows } = await pool.query('SELECT id FROM lines WHERE order_id = $1', [id]); // want inTurn
        found.push(...rows);
      }
      return found;
    },
    async good(/** @type {number[]} */ ids) {
      const { rows } = await pool.query('SELECT id FROM lines WHERE order_id = ANY($1)', [ids]);
      return rows;
    },
  },
  {
    written: '`Promise.all()` over ten connections',
    against: 'one query with `= ANY`',
    measure: 'wall',
    sizes: [10, 100, 500],
    least: { 100: 3, 500: 10 },
    given,
    async bad(/** @type {number[]} */ ids) {
      const answers = await Promise.all(ids.map(id => pool.query('SELECT id FROM lines WHERE order_id = $1', [id]))); // want together
      return answers.flatMap(({ rows }) => rows);
    },
    async good(/** @type {number[]} */ ids) {
      const { rows } = await pool.query('SELECT id FROM lines WHERE order_id = ANY($1)', [ids]);
      return rows;
    },
  },
  {
    written: 'another request behind `Promise.all()`',
    against: '… behind one query with `= ANY`',
    measure: 'wall',
    sizes: [10, 100, 500],
    least: { 100: 3, 500: 10 },
    given,
    async bad(/** @type {number[]} */ ids) {
      const asked = Promise.all(ids.map(id => pool.query('SELECT id FROM lines WHERE order_id = $1', [id]))); // want together
      const { rows } = await pool.query('SELECT 1');
      await asked;
      return rows;
    },
    async good(/** @type {number[]} */ ids) {
      const asked = pool.query('SELECT id FROM lines WHERE order_id = ANY($1)', [ids]);
      const { rows } = await pool.query('SELECT 1');
      await asked;
      return rows;
    },
  },
];
