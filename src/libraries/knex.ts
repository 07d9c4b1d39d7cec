import { library, type Acquires, type Asks, type Facts } from '../library.ts';
import { fluent, methods } from './chain.ts';

const asks: Asks = { of: 'database', text: 0, lazy: true };
const pooled: Facts = { queries: { text: 0, shared: true }, asks };
/** What begins a query; all of its methods give the query again. */
const building: Facts = { loads: { what: 'rows' }, asks: { of: 'database', lazy: true } };
const begins = ['select', 'from', 'into', 'insert', 'update', 'where', 'table', 'queryBuilder', 'with'];

const chained = ['select', 'from', 'where', 'whereIn', 'andWhere', 'orderBy', 'join', 'leftJoin', 'columns'];

/** What is asked of a table, by which a call such as `db('users')` is known. */
const asked = ['select', 'where', 'whereIn', 'whereNull', 'join', 'insert', 'update', 'del', 'first', 'count'].map(name => `().${name}()`);

const transaction: Acquires = { what: 'transaction', release: ['await it.rollback()', 'await it.commit()'], choice: true, spent: true };

/** https://knexjs.org/guide/transactions.html; given a function, `transaction()` ends the transaction by itself. */
export default library('knex', {
  '()': {
    creates: {
      what: 'Knex instance',
      close: 'await it.destroy()',
      cost: 'opens its own connection pool',
      shownBy: { 'it.destroy()': ['raw()', 'select()', 'insert()', 'schema', 'transaction()', ...asked] },
    },
  },
  'knex()': '()',
  'Knex()': '()',
  ...fluent('()()', chained),
  ...fluent('().select()', chained),
  ...fluent('().from()', chained),
  '().raw()': pooled,
  '()()': building,
  ...methods('()', begins, building),
  '().transaction()()': building,
  ...methods('().transaction()', begins, building),
  '().transaction().raw()': { asks },
  '().batchInsert()': { asks: { of: 'database', many: true } },
  '().schema.raw()': pooled,
  '().transaction()': {
    acquires: {
      ...transaction,
      unless: [{ argument: 0, is: 'function' }],
      shownBy: ['()', 'isCompleted()', 'raw()', ...begins.map(name => `${name}()`)],
    },
    calls: { params: [['().transaction()']] },
  },
  '().transaction().isCompleted()': { safe: true },
  'Knex.Transaction()': '().transaction()',
  'Transaction()': '().transaction()',
  '().transaction().transaction()': '().transaction()',
  // Gives a function, and each call of that the one transaction, begun by the first.
  '().transactionProvider()()': { acquires: transaction },
  '().client.acquireConnection()': {
    acquires: { what: 'raw connection', spent: true, release: 'await from.releaseConnection(it)', shownBy: [] },
  },
});
