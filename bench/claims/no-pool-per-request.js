// @ts-check
import http from 'node:http';
import { Pool } from 'pg';
import { Agent, request } from 'undici';
import { postgres, website } from './loopback.js';

/** @import { Claim } from './measure.js' */
/** @import { Loopback } from './loopback.js' */
/** @typedef {{ at: Loopback, options: import('pg').PoolConfig, times: number }} Given */

const count = (/** @type {Given} */ { at }) => at.open();

/** @param {number} times @returns {Promise<Given>} */
async function database(times) {
  const at = await postgres();
  const options = { host: '127.0.0.1', port: at.port, user: 'bench', connectionTimeoutMillis: 5_000, allowExitOnIdle: true };
  return { at, options, times };
}

/** @param {number} times @returns {Promise<Given>} */
const site = async times => ({ at: await website('ok'), options: {}, times });

const known = new Map();

/** @param {Given} given */
function poolOf({ at, options }) {
  let pool = known.get(at.port);
  if (!pool) {
    pool = new Pool(options);
    known.set(at.port, pool);
  }
  return pool;
}

const dispatcher = new Agent();
const agent = new http.Agent({ keepAlive: true });

const pools = {
  written: '`new pg.Pool()` each time',
  against: 'one pool',
  given: database,
  async bad(/** @type {Given} */ { options, times }) {
    let rows = 0;
    for (let turn = 0; turn < times; turn++) {
      const pool = new Pool(options); // want perTurn
      rows += (await pool.query('SELECT 1')).rows.length;
    }
    return rows;
  },
  async good(/** @type {Given} */ given) {
    const pool = poolOf(given);
    let rows = 0;
    for (let turn = 0; turn < given.times; turn++) rows += (await pool.query('SELECT 1')).rows.length;
    return rows;
  },
};

const agents = {
  written: '`new undici.Agent()` each time',
  against: 'one agent',
  given: site,
  async bad(/** @type {Given} */ { at, times }) {
    let sum = 0;
    for (let turn = 0; turn < times; turn++) {
      const { statusCode, body } = await request(at.url, { dispatcher: new Agent() }); // want perTurn
      await body.dump();
      sum += statusCode;
    }
    return sum;
  },
  async good(/** @type {Given} */ { at, times }) {
    let sum = 0;
    for (let turn = 0; turn < times; turn++) {
      const { statusCode, body } = await request(at.url, { dispatcher });
      await body.dump();
      sum += statusCode;
    }
    return sum;
  },
};

const sockets = {
  written: '`new http.Agent({ keepAlive: true })` each time',
  against: 'one agent',
  given: site,
  async bad(/** @type {Given} */ { at, times }) {
    let sum = 0;
    for (let turn = 0; turn < times; turn++) {
      const agent = new http.Agent({ keepAlive: true }); // want perTurn
      sum += await new Promise(resolve => {
        http.get(at.url, { agent }, answer => { answer.resume().on('end', () => resolve(answer.statusCode)); });
      });
    }
    return sum;
  },
  async good(/** @type {Given} */ { at, times }) {
    let sum = 0;
    for (let turn = 0; turn < times; turn++) {
      sum += await new Promise(resolve => {
        http.get(at.url, { agent }, answer => { answer.resume().on('end', () => resolve(answer.statusCode)); });
      });
    }
    return sum;
  },
};

/** @type {Claim[]} */
export const claims = [
  { ...pools, measure: 'count', unit: 'open connections', count, sizes: [500], least: { 500: 50 } },
  { ...pools, measure: 'kept', sizes: [500], least: { 500: 3 } },
  { ...pools, sizes: [100], least: { 100: 1.3 } },
  {
    written: '`new pg.Pool()` and `pool.end()` each time',
    against: 'one pool',
    sizes: [100],
    least: { 100: 1.3 },
    given: database,
    async bad({ options, times }) {
      let rows = 0;
      for (let turn = 0; turn < times; turn++) {
        const pool = new Pool(options); // want reopened potential
        rows += (await pool.query('SELECT 1')).rows.length;
        await pool.end();
      }
      return rows;
    },
    good: pools.good,
  },
  { ...agents, measure: 'count', unit: 'open sockets', count, sizes: [500], least: { 500: 50 } },
  { ...agents, measure: 'kept', sizes: [500], least: { 500: 3 } },
  { ...agents, sizes: [100], least: { 100: 1.3 } },
  { ...sockets, measure: 'count', unit: 'open sockets', count, sizes: [500], least: { 500: 50 } },
  { ...sockets, measure: 'kept', sizes: [500], least: { 500: 3 } },
];
