import { library } from '../library.ts';

/**
 * https://sidorares.github.io/node-mysql2/docs
 *
 * `promise()` gives the same pool or connection with promises for callbacks, so both forms are one path.
 */
export default library('mysql2', {
  'createPool()': { creates: { what: 'connection pool', close: 'await it.end()', cost: 'opens its own connections; MySQL allows 151' } },
  'createPool().promise()': 'createPool()',
  'Pool()': 'createPool()',
  'createPool().getConnection()': {
    acquires: {
      what: 'pooled connection',
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
    acquires: { what: 'database connection', spent: true, release: ['await it.end()', 'it.destroy()'], disposable: 'sync' },
  },
  'Connection()': 'createConnection()',
  'createConnection().promise()': 'createConnection()',
});
