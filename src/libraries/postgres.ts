import { library, type Asks } from '../library.ts';

/** A piece of a statement is written as a statement is. */
const asks: Asks = { of: 'database', text: 0, lazy: true };

/** https://github.com/porsager/postgres; the value is itself the function that queries, on a pool of its own. */
export default library('postgres', {
  '()': { creates: { what: 'connection pool', close: 'await it.end()', cost: 'opens its own connections; PostgreSQL allows 100' } },
  'Sql()': '()',
  '()()': { queries: { text: 0, shared: true }, asks },
  '().unsafe()': { queries: { text: 0, shared: true }, asks },
  '().listen()': { listens: { remove: 'await it.unlisten()' } },
  '().subscribe()': { listens: { remove: 'it.unsubscribe()' } },
  'TransactionSql()()': { asks },
  'TransactionSql().unsafe()': { asks },
  '().reserve()()': { asks },
  '().reserve()': { acquires: { what: 'reserved connection', release: 'it.release()', spent: true } },
  'ReservedSql()': '().reserve()',
  '().begin()': { calls: { params: [['TransactionSql()']] } },
});
