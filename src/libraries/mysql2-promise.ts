import { library, type Facts } from '../library.ts';
import { methods } from './chain.ts';

const query: Facts = { starts: { what: 'query' } };

/** https://sidorares.github.io/node-mysql2/docs/examples/queries/simple-queries/promise */
export default library('mysql2/promise', {
  'createPool()': { creates: { what: 'connection pool', close: 'await it.end()', cost: 'opens its own connections; MySQL allows 151' } },
  'Pool()': 'createPool()',
  'createPool().getConnection()': {
    acquires: {
      what: 'pooled connection',
      spent: true,
      release: ['it.release()', 'it.destroy()', 'await it.end()', 'from.releaseConnection(it)'],
      disposable: 'async',
      oneShot: { call: 'it.query()', instead: 'from.query()' },
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
    acquires: { what: 'database connection', spent: true, release: ['await it.end()', 'it.destroy()'], disposable: 'async' },
  },
  'Connection()': 'createConnection()',
  ...methods('createPool()', ['query', 'execute'], query),
  ...methods('createPool().getConnection()', ['query', 'execute'], query),
  ...methods('createPoolCluster().of()', ['query', 'execute'], query),
  ...methods('createConnection()', ['query', 'execute'], query),
});
