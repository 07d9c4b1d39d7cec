import { library } from '../library.ts';

/**
 * https://www.npmjs.com/package/mssql; `connect()` gives the one global pool each time, so calling it again costs nothing.
 * A transaction or statement whose beginning failed has given its connection back.
 */
export default library('mssql', {
  'ConnectionPool()': { creates: { what: 'connection pool', close: 'await it.close()', cost: 'opens its own connections' } },
  'ConnectionPool().connect()': 'ConnectionPool()',
  'ConnectionPool().transaction()': 'Transaction()',
  'connect().transaction()': 'Transaction()',
  'Transaction()': {
    acquires: { what: 'transaction', release: ['await it.rollback()', 'await it.commit()'], begins: ['await it.begin()'], choice: true,
      releaseTwice: 'throws', spent: true },
  },
  'Transaction().begin()': 'Transaction()',
  'PreparedStatement()': { acquires: { what: 'prepared statement', release: 'await it.unprepare()', begins: ['await it.prepare()'] } },
});
