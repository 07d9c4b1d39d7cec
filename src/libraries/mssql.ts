import { library, type Facts } from '../library.ts';
import { methods } from './chain.ts';

/**
 * https://www.npmjs.com/package/mssql#query-command-callback: a text runs by `sp_executesql`, and with that ends what it sets.
 * What a `batch()` sets stays (https://github.com/tediousjs/node-mssql/issues/1483), but most are whole scripts.
 */
const pooled: Facts = { queries: { text: 0, shared: true, script: true }, asks: { of: 'database', text: 0 } };
/** On the connection of the transaction or statement. */
const held: Facts = { asks: { of: 'database', text: 0 } };

/**
 * https://www.npmjs.com/package/mssql; `connect()` gives the one global pool each time, so calling it again costs nothing.
 * A transaction or statement whose beginning failed has given its connection back.
 */
export default library('mssql', {
  'ConnectionPool()': { creates: { what: 'connection pool', close: 'await it.close()', cost: 'opens its own connections' } },
  'ConnectionPool().connect()': 'ConnectionPool()',
  ...methods('ConnectionPool()', ['query', 'batch'], pooled),
  ...methods('ConnectionPool().request()', ['query', 'batch'], pooled),
  ...methods('connect()', ['query', 'batch'], pooled),
  ...methods('connect().request()', ['query', 'batch'], pooled),
  'query()': pooled,
  ...methods('Request()', ['query', 'batch', 'execute'], held),
  ...methods('Transaction().request()', ['query', 'batch', 'execute'], held),
  'ConnectionPool().request().input()': 'ConnectionPool().request()',
  'connect().request().input()': 'connect().request()',
  'Request().input()': 'Request()',
  'Transaction().request().input()': 'Transaction().request()',
  'connect().close()': { closes: { what: 'connection pool' } },
  'close()': { closes: { what: 'connection pool' } },
  'ConnectionPool().transaction()': 'Transaction()',
  'connect().transaction()': 'Transaction()',
  'Transaction()': {
    acquires: { what: 'transaction', release: ['await it.rollback()', 'await it.commit()'], begins: ['await it.begin()'], choice: true,
      releaseTwice: 'throws', spent: true },
  },
  'Transaction().begin()': 'Transaction()',
  'PreparedStatement()': { acquires: { what: 'prepared statement', release: 'await it.unprepare()', begins: ['await it.prepare()'] } },
});
