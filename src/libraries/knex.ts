import { library, type Acquires, type Facts } from '../library.ts';

const pooled: Facts = { queries: { text: 0, shared: true } };

const transaction: Acquires = { what: 'transaction', release: ['await it.rollback()', 'await it.commit()'], choice: true, spent: true };

/** https://knexjs.org/guide/transactions.html; given a function, `transaction()` ends the transaction by itself. */
export default library('knex', {
  '()': { creates: { what: 'Knex instance', close: 'await it.destroy()', cost: 'opens its own connection pool' } },
  'knex()': '()',
  'Knex()': '()',
  '().raw()': pooled,
  '().schema.raw()': pooled,
  '().transaction()': {
    acquires: { ...transaction, unless: [{ argument: 0, is: 'function' }] },
    calls: { params: [['().transaction()']] },
  },
  'Knex.Transaction()': '().transaction()',
  'Transaction()': '().transaction()',
  '().transaction().transaction()': '().transaction()',
  // Gives a function, and each call of that the one transaction, begun by the first.
  '().transactionProvider()()': { acquires: transaction },
  '().client.acquireConnection()': { acquires: { what: 'raw connection', spent: true, release: 'await from.releaseConnection(it)' } },
});
