import { library, type Facts } from '../library.ts';
import type { Limit, Loads } from '../limits.ts';

/** https://node-postgres.com/apis/cursor, https://www.npmjs.com/package/pg-query-stream */
const loads: Loads = { what: 'rows', at: ['rows'], gives: ['value', { callback: 1 }] };
const query: Facts = { starts: { what: 'query' }, loads, queries: { text: 0 }, asks: { of: 'database', text: 0 } };
const pooled: Facts = { ...query, queries: { text: 0, shared: true, checkOut: 'from.connect()' } };

/** https://node-postgres.com/apis/pool: at 0 a caller waits for ever while all clients are out. */
const waiting: Limit = { option: 'connectionTimeoutMillis', default: 0, endless: 'wait', write: '5_000' };

/** https://node-postgres.com/apis/pool and https://node-postgres.com/apis/client */
export default library('pg', {
  'Pool()': {
    emits: {},
    limits: [waiting],
    crashes: { event: 'error' },
    creates: {
      what: 'connection pool',
      close: 'await it.end()',
      cost: 'opens its own connections; PostgreSQL allows 100',
      shownBy: { 'it.end()': ['query()'] },
    },
  },
  'Pool().connect()': {
    emits: { shared: true },
    acquires: {
      what: 'pooled client',
      release: 'it.release()',
      releaseTwice: 'throws',
      reused: true,
      discard: 'it.release(true)',
      heldFor: ['notification'],
      spent: true,
      gives: ['value', { callback: 1, release: 2 }],
      oneShot: { call: 'it.query()', instead: 'from.query()' },
      shownBy: ['query()'],
      shownAnywhereBy: ['query()'],
    },
  },
  'Pool().connect().escapeIdentifier()': { safe: true },
  'Pool().connect().escapeLiteral()': { safe: true },
  'PoolClient()': 'Pool().connect()',
  'Pool().query()': pooled,
  'Pool().connect().query()': query,
  'Client()': {
    creates: { single: true, personal: true, what: 'database connection', close: 'await it.end()' },
    emits: {},
    acquires: {
      what: 'database connection', release: 'await it.end()', begins: ['await it.connect()'], spent: true, heldFor: ['notification'],
    },
  },
  'Client().query()': query,
  'native.Pool()': 'Pool()',
  'native.Client()': 'Client()',
});
