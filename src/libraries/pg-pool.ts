import { library, type Asks } from '../library.ts';
import type { Limit } from '../limits.ts';

/** https://node-postgres.com/apis/pool: at 0 a caller waits for ever while all clients are out. */
const waiting: Limit = { option: 'connectionTimeoutMillis', default: 0, endless: 'wait', write: '5_000' };

const asks: Asks = { of: 'database', text: 0 };

/** https://node-postgres.com/apis/pool: the pool of `pg`, on its own. */
export default library('pg-pool', {
  '()': {
    emits: {},
    limits: [waiting],
    crashes: { event: 'error' },
    creates: { what: 'connection pool', close: 'await it.end()', cost: 'opens its own connections; PostgreSQL allows 100' },
  },
  'Pool()': '()',
  '().query()': { starts: { what: 'query' }, queries: { text: 0, shared: true, checkOut: 'from.connect()' }, asks },
  '().connect().query()': { starts: { what: 'query' }, queries: { text: 0 }, asks },
  '().connect()': {
    emits: { shared: true },
    acquires: {
      what: 'pooled client',
      release: 'it.release()',
      releaseTwice: 'throws',
      reused: true,
      discard: 'it.release(true)',
      spent: true,
      gives: ['value', { callback: 1, release: 2 }],
      oneShot: { call: 'it.query()', instead: 'from.query()' },
    },
  },
});
