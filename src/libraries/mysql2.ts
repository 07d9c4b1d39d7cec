import { library, type Asks, type Facts } from '../library.ts';
import type { Limit, Loads } from '../limits.ts';
import { methods, transactions } from './chain.ts';

/** https://sidorares.github.io/node-mysql2/docs/examples/connections/create-pool: at 0 any number of callers queue, for ever. */
export const queueing: Limit = {
  option: 'queueLimit', default: 0, endless: 'queue', inAddress: true, unless: { option: 'waitForConnections', is: false }, write: '100',
};

const querying = ['query', 'execute'];
const asks: Asks = { of: 'database', text: 0 };
/** With `promise()` it gives rows and columns. */
const loads: Loads = { what: 'rows', at: ['0'], gives: ['value', { callback: 1 }] };
const pooled: Facts = { loads, queries: { text: 0, shared: true, checkOut: 'from.getConnection()' }, asks };
/** https://sidorares.github.io/node-mysql2/docs/documentation/prepared-statements: only `query()` makes the text itself. */
const expanding: Facts = { asks: { ...asks, expands: 'first' } };

/**
 * https://sidorares.github.io/node-mysql2/docs; https://github.com/sidorares/node-mysql2/pull/4148: nothing is reset but where the pool
 * is told to.
 *
 * `promise()` gives the same pool or connection with promises for callbacks, so both forms are one path.
 */
export default library('mysql2', {
  'createPool()': {
    emits: {},
    limits: [queueing],
    creates: {
      what: 'connection pool',
      close: 'await it.end()',
      cost: 'opens its own connections; MySQL allows 151',
      shownBy: { 'it.end()': ['query()', 'execute()', 'getConnection()'] },
    },
  },
  'createPool().promise()': 'createPool()',
  'Pool()': 'createPool()',
  'createPool().getConnection()': {
    emits: { shared: true },
    acquires: {
      what: 'pooled connection',
      reused: true,
      resets: 'resetOnRelease',
      discard: 'it.destroy()',
      spent: true,
      release: ['it.release()', 'it.destroy()', 'await it.end()', 'from.releaseConnection(it)'],
      gives: ['value', { callback: 1 }],
      disposable: 'async',
      oneShot: { call: 'it.query()', instead: 'from.query()' },
    },
  },
  'PoolConnection()': 'createPool().getConnection()',
  'createPool().getConnection().promise()': 'createPool().getConnection()',
  'createPoolCluster()': {
    creates: { what: 'connection pool cluster', close: 'it.end()', cost: 'opens its own connections; MySQL allows 151' },
  },
  'PoolCluster()': 'createPoolCluster()',
  'PoolNamespace()': 'createPoolCluster().of()',
  'createPoolCluster().getConnection()': 'createPool().getConnection()',
  'createPoolCluster().of().getConnection()': 'createPool().getConnection()',
  'createConnection()': {
    creates: { single: true, personal: true, what: 'database connection', close: ['await it.end()', 'it.destroy()'] },
    acquires: { what: 'database connection', spent: true, release: ['await it.end()', 'it.destroy()'], disposable: 'sync' },
  },
  'Connection()': 'createConnection()',
  ...methods('createPool()', querying, pooled),
  'createPool().query()': { ...pooled, ...expanding },
  ...methods('createPool().getConnection()', querying, { loads, queries: { text: 0 }, asks }),
  'createPool().getConnection().query()': { loads, queries: { text: 0 }, ...expanding },
  ...methods('createPoolCluster().of()', querying, { loads, asks }),
  'createPoolCluster().of().query()': { loads, ...expanding },
  ...methods('createConnection()', querying, { loads, asks }),
  'createConnection().query()': { loads, ...expanding },
  ...transactions('createPool().getConnection()'),
  'createConnection().promise()': 'createConnection()',
});
