import { library } from '../library.ts';

/** https://sequelize.org/docs/v6/other-topics/transactions/; given a function, `transaction()` ends the transaction by itself. */
export default library('sequelize', {
  'Sequelize()': { creates: { what: 'Sequelize instance', close: 'await it.close()', cost: 'opens its own connection pool' } },
  '()': 'Sequelize()',
  'Sequelize().query()': { starts: { what: 'query' }, queries: { text: 0, shared: true, unless: 'transaction' } },
  'Sequelize().transaction()': {
    acquires: {
      what: 'transaction',
      releaseTwice: 'throws',
      spent: true,
      release: ['await it.rollback()', 'await it.commit()'],
      choice: true,
      unless: [{ argument: 0, is: 'function' }, { argument: 1, is: 'function' }],
    },
    calls: { params: [['Sequelize().transaction()']] },
  },
  'Transaction()': 'Sequelize().transaction()',
});
