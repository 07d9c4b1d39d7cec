import { library } from '../library.ts';

/** https://mariadb.com/docs/connectors/mariadb-connector-nodejs; the connections of a pool are given back by `end()` as well. */
export default library('mariadb', {
  'createPool()': { creates: { what: 'connection pool', close: 'it.end()', cost: 'opens its own connections; MariaDB allows 151' } },
  'Pool()': 'createPool()',
  'createPool().getConnection()': {
    acquires: {
      what: 'pooled connection',
      release: ['it.release()', 'it.end()', 'it.close()', 'it.destroy()'],
      disposable: 'async',
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
  'createConnection()': {
    acquires: { what: 'database connection', release: ['it.end()', 'it.close()', 'it.destroy()'], disposable: 'async' },
  },
  'Connection()': 'createConnection()',
  'createPool().getConnection().prepare()': 'createConnection().prepare()',
  'createConnection().prepare()': { acquires: { what: 'prepared statement', release: 'it.close()', withParent: true } },
  'Prepare()': 'createConnection().prepare()',
});
