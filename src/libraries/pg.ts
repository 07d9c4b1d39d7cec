import { library } from '../library.ts';

/** https://node-postgres.com/apis/pool and https://node-postgres.com/apis/client */
export default library('pg', {
  'Pool()': { creates: { what: 'connection pool', close: 'await it.end()', cost: 'opens its own connections; PostgreSQL allows 100' } },
  'Pool().connect()': {
    acquires: {
      what: 'pooled client',
      release: 'it.release()',
      gives: ['value', { callback: 1, release: 2 }],
      oneShot: { call: 'it.query()', instead: 'from.query()' },
    },
  },
  'PoolClient()': 'Pool().connect()',
  'Client()': { acquires: { what: 'database connection', release: 'await it.end()', begins: ['await it.connect()'] } },
  'native.Pool()': 'Pool()',
  'native.Client()': 'Client()',
});
