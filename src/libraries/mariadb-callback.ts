import { library, type Facts } from '../library.ts';
import { methods, transactions } from './chain.ts';

const querying = ['query', 'execute'];
const pooled: Facts = { queries: { text: 0, shared: true } };

/** https://mariadb.com/docs/connectors/mariadb-connector-nodejs: the same as `mariadb`, with callbacks. */
export default library('mariadb/callback', {
  'createPool()': { creates: { what: 'connection pool', close: 'it.end()', cost: 'opens its own connections; MariaDB allows 151' } },
  'Pool()': 'createPool()',
  'createPool().getConnection()': {
    acquires: {
      what: 'pooled connection',
      reused: 'rolled back',
      resets: 'resetAfterUse',
      discard: 'it.destroy()',
      spent: true,
      release: ['it.release()', 'it.end()', 'it.close()', 'it.destroy()'],
      gives: [{ callback: 1 }],
      oneShot: { call: 'it.query()', instead: 'from.query()' },
    },
  },
  'PoolConnection()': 'createPool().getConnection()',
  'createPoolCluster()': {
    creates: { what: 'connection pool cluster', close: 'it.end()', cost: 'opens its own connections; MariaDB allows 151' },
  },
  'PoolCluster()': 'createPoolCluster()',
  'FilteredPoolCluster()': 'createPoolCluster().of()',
  'createPoolCluster().getConnection()': 'createPool().getConnection()',
  'createPoolCluster().of().getConnection()': 'createPool().getConnection()',
  ...methods('createPool()', querying, pooled),
  ...methods('createPool().getConnection()', querying, { queries: { text: 0 } }),
  ...transactions('createPool().getConnection()'),
  'createConnection()': {
    creates: { single: true, personal: true, what: 'database connection', close: ['it.end()', 'it.destroy()'] },
    acquires: { what: 'database connection', spent: true, release: ['it.end()', 'it.close()', 'it.destroy()'] },
  },
  'Connection()': 'createConnection()',
});
