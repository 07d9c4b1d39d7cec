import { library } from '../library.ts';

/** https://www.npmjs.com/package/mssql; `connect()` gives the one global pool each time, so calling it again costs nothing. */
export default library('mssql', {
  'ConnectionPool()': { creates: { what: 'connection pool', close: 'it.close()', cost: 'opens its own connections' } },
  'ConnectionPool().connect()': 'ConnectionPool()',
  'ConnectionPool().transaction()': 'Transaction()',
  'connect().transaction()': 'Transaction()',
  'Transaction()': { acquires: { what: 'transaction', release: ['it.rollback()', 'it.commit()'], begins: ['await it.begin()'] } },
  'Transaction().begin()': 'Transaction()',
  'PreparedStatement()': { acquires: { what: 'prepared statement', release: 'it.unprepare()', begins: ['await it.prepare()'] } },
});
