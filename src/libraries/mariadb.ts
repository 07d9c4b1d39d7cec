import { library, type Facts } from '../library.ts';
import { transactions } from './chain.ts';

const query: Facts = { starts: { what: 'query' }, loads: { what: 'rows' }, queries: { text: 0 }, asks: { of: 'database', text: 0 } };
const pooled: Facts = { ...query, queries: { text: 0, shared: true, checkOut: 'from.getConnection()' } };
/** Only `query()` makes the text itself, and writes a list as its items. */
const expanding: Facts = { asks: { of: 'database', text: 0, expands: 'value' } };
const batch = (facts: Facts): Facts => ({ ...facts, asks: { of: 'database', many: true } });

/**
 * https://mariadb.com/docs/connectors/mariadb-connector-nodejs; the connections of a pool are given back by `end()` as well, and rolled
 * back then, unless `noControlAfterUse` says otherwise.
 */
export default library('mariadb', {
  'createPool()': {
    emits: {},
    creates: { what: 'connection pool', close: 'await it.end()', cost: 'opens its own connections; MariaDB allows 151' },
  },
  'Pool()': 'createPool()',
  'createPool().getConnection()': {
    emits: { shared: true },
    acquires: {
      what: 'pooled connection',
      reused: 'rolled back',
      resets: 'resetAfterUse',
      discard: 'it.destroy()',
      spent: true,
      release: ['await it.release()', 'await it.end()', 'await it.close()', 'it.destroy()'],
      disposable: 'async',
      oneShot: { call: 'it.query()', instead: 'from.query()' },
    },
  },
  'PoolConnection()': 'createPool().getConnection()',
  'createPoolCluster()': {
    creates: { what: 'connection pool cluster', close: 'await it.end()', cost: 'opens its own connections; MariaDB allows 151' },
  },
  'PoolCluster()': 'createPoolCluster()',
  'FilteredPoolCluster()': 'createPoolCluster().of()',
  'createPoolCluster().getConnection()': 'createPool().getConnection()',
  'createPoolCluster().of().getConnection()': 'createPool().getConnection()',
  'createConnection()': {
    creates: { single: true, personal: true, what: 'database connection', close: ['await it.end()', 'it.destroy()'] },
    acquires: {
      what: 'database connection',
      spent: true,
      release: ['await it.end()', 'await it.close()', 'it.destroy()'],
      disposable: 'async',
    },
  },
  'Connection()': 'createConnection()',
  'createPool().query()': { ...pooled, ...expanding },
  'createPool().execute()': pooled,
  'createPool().batch()': batch(pooled),
  'createPool().getConnection().query()': { ...query, ...expanding },
  'createPool().getConnection().execute()': query,
  'createPool().getConnection().batch()': batch(query),
  'createPoolCluster().of().query()': { ...pooled, ...expanding },
  'createPoolCluster().of().execute()': pooled,
  'createPoolCluster().of().batch()': batch(pooled),
  ...transactions('createPool().getConnection()'),
  'createConnection().query()': { ...query, ...expanding },
  'createConnection().execute()': query,
  'createConnection().batch()': batch(query),
  'createPool().getConnection().prepare()': 'createConnection().prepare()',
  'createConnection().prepare()': { acquires: { what: 'prepared statement', release: 'it.close()', withParent: true } },
  'Prepare()': 'createConnection().prepare()',
});
