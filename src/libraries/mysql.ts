import { library, type Asks, type Facts } from '../library.ts';
import type { Limit, Loads } from '../limits.ts';
import { transactions } from './chain.ts';

/** https://github.com/mysqljs/mysql#pool-options: at 0 any number of callers queue, for ever. */
const queueing: Limit = {
  option: 'queueLimit', default: 0, endless: 'queue', inAddress: true, unless: { option: 'waitForConnections', is: false }, write: '100',
};

const asks: Asks = { of: 'database', text: 0 };
const loads: Loads = { what: 'rows', gives: [{ callback: 1 }] };
const pooled: Facts = { loads, queries: { text: 0, shared: true }, asks };

/** https://github.com/mysqljs/mysql#pooling-connections; `end()` on a pooled connection is the old name of `release()`. */
export default library('mysql', {
  'createPool()': {
    emits: {},
    limits: [queueing],
    creates: { what: 'connection pool', close: 'it.end()', cost: 'opens its own connections; MySQL allows 151' },
  },
  'Pool()': 'createPool()',
  'createPool().getConnection()': {
    emits: { shared: true },
    acquires: {
      what: 'pooled connection',
      reused: true,
      discard: 'it.destroy()',
      spent: true,
      release: ['it.release()', 'it.destroy()', 'it.end()'],
      gives: [{ callback: 1 }],
      oneShot: { call: 'it.query()', instead: 'from.query()' },
      shownBy: ['query()', 'beginTransaction()'],
    },
  },
  'PoolConnection()': 'createPool().getConnection()',
  'createPoolCluster()': {
    creates: { what: 'connection pool cluster', close: 'it.end()', cost: 'opens its own connections; MySQL allows 151' },
  },
  'PoolCluster()': 'createPoolCluster()',
  'createPoolCluster().getConnection()': 'createPool().getConnection()',
  'createPoolCluster().of().getConnection()': 'createPool().getConnection()',
  'createPool().query()': pooled,
  'createPoolCluster().of().query()': pooled,
  'createPool().getConnection().query()': { loads, queries: { text: 0 }, asks },
  'createConnection().query()': { loads, asks },
  ...transactions('createPool().getConnection()'),
  'createConnection()': {
    creates: { single: true, personal: true, what: 'database connection', close: ['it.end()', 'it.destroy()'] },
    acquires: { what: 'database connection', spent: true, release: ['it.end()', 'it.destroy()'] },
  },
  'Connection()': 'createConnection()',
});
