import { library } from '../library.ts';

/** https://knexjs.org/guide/transactions.html; given a function, `transaction()` ends the transaction by itself. */
export default library('knex', {
  '()': { creates: { what: 'Knex instance', close: 'it.destroy()', cost: 'opens its own connection pool' } },
  'knex()': '()',
  'Knex()': '()',
  '().transaction()': {
    acquires: { what: 'transaction', release: ['it.rollback()', 'it.commit()'], unless: [{ argument: 0, is: 'function' }] },
    calls: { params: [['().transaction()']] },
  },
  'Knex.Transaction()': '().transaction()',
  'Transaction()': '().transaction()',
  '().transaction().transaction()': '().transaction()',
  // Gives a function, and each call of that the one transaction, begun by the first.
  '().transactionProvider()()': { acquires: { what: 'transaction', release: ['it.rollback()', 'it.commit()'] } },
  '().client.acquireConnection()': { acquires: { what: 'raw connection', release: 'from.releaseConnection(it)' } },
});
