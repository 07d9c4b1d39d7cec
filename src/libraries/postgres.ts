import { library } from '../library.ts';

/** https://github.com/porsager/postgres; the value is itself the function that queries, on a pool of its own. */
export default library('postgres', {
  '()': { creates: { what: 'connection pool', close: 'await it.end()', cost: 'opens its own connections; PostgreSQL allows 100' } },
  'Sql()': '()',
  '()()': { queries: { text: 0, shared: true } },
  '().unsafe()': { queries: { text: 0, shared: true } },
  '().reserve()': { acquires: { what: 'reserved connection', release: 'it.release()', spent: true } },
  'ReservedSql()': '().reserve()',
  '().begin()': { calls: { params: [['TransactionSql()']] } },
});
