import { library, type Facts } from '../library.ts';
import type { Loads } from '../limits.ts';
import { transactions } from './chain.ts';
import { queueing } from './mysql2.ts';

const loads: Loads = { what: 'rows', at: ['0'] };
const query: Facts = { starts: { what: 'query' }, loads, queries: { text: 0 }, asks: { of: 'database', text: 0 } };
/** Only `query()` makes the text itself: https://sidorares.github.io/node-mysql2/docs/documentation/prepared-statements */
const expanding: Facts = { asks: { of: 'database', text: 0, expands: 'first' } };
const pooled: Facts = { ...query, queries: { text: 0, shared: true, checkOut: 'from.getConnection()' } };

/** https://sidorares.github.io/node-mysql2/docs/examples/queries/simple-queries/promise */
export default library('mysql2/promise', {
  'createPool()': {
    creates: { what: 'connection pool', close: 'await it.end()', cost: 'opens its own connections; MySQL allows 151' },
    limits: [queueing],
  },
  'Pool()': 'createPool()',
  'createPool().getConnection()': {
    acquires: {
      what: 'pooled connection',
      reused: true,
      resets: 'resetOnRelease',
      discard: 'it.destroy()',
      spent: true,
      release: ['it.release()', 'it.destroy()', 'await it.end()', 'from.releaseConnection(it)'],
      disposable: 'async',
      oneShot: { call: 'it.query()', instead: 'from.query()' },
      shownBy: ['query()', 'execute()', 'beginTransaction()'],
      shownAnywhereBy: ['execute()', 'beginTransaction()'],
    },
  },
  'PoolConnection()': 'createPool().getConnection()',
  'createPoolCluster()': {
    creates: { what: 'connection pool cluster', close: 'await it.end()', cost: 'opens its own connections; MySQL allows 151' },
  },
  'PoolCluster()': 'createPoolCluster()',
  'PoolNamespace()': 'createPoolCluster().of()',
  'createPoolCluster().getConnection()': 'createPool().getConnection()',
  'createPoolCluster().of().getConnection()': 'createPool().getConnection()',
  'createConnection()': {
    creates: { single: true, personal: true, what: 'database connection', close: ['await it.end()', 'it.destroy()'] },
    acquires: { what: 'database connection', spent: true, release: ['await it.end()', 'it.destroy()'], disposable: 'async' },
  },
  'Connection()': 'createConnection()',
  'createPool().query()': { ...pooled, ...expanding },
  'createPool().execute()': pooled,
  'createPool().getConnection().query()': { ...query, ...expanding },
  'createPool().getConnection().execute()': query,
  'createPoolCluster().of().query()': { ...pooled, ...expanding },
  'createPoolCluster().of().execute()': pooled,
  ...transactions('createPool().getConnection()'),
  'createConnection().query()': { ...query, ...expanding },
  'createConnection().execute()': query,
});
