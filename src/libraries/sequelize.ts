import { library } from '../library.ts';
import { methods } from './chain.ts';

/** https://sequelize.org/docs/v6/other-topics/transactions/; given a function, `transaction()` ends the transaction by itself. */
export default library('sequelize', {
  'Sequelize()': {
    creates: {
      what: 'Sequelize instance',
      close: 'await it.close()',
      cost: 'opens its own connection pool',
      shownBy: { 'it.close()': ['authenticate()', 'define()'] },
    },
  },
  '()': 'Sequelize()',
  'Sequelize().query()': {
    starts: { what: 'query' },
    queries: { text: 0, shared: true, unless: 'transaction', shownBy: 'QueryTypes' },
    asks: { of: 'database', text: 0 },
  },
  'Sequelize().connectionManager.getConnection()': {
    acquires: { what: 'raw connection', spent: true, release: 'from.releaseConnection(it)', shownBy: [] },
  },
  'Sequelize().transaction()': {
    acquires: {
      what: 'transaction',
      releaseTwice: 'throws',
      spent: true,
      release: ['await it.rollback()', 'await it.commit()'],
      choice: true,
      shownBy: ['rollback()'],
      unless: [{ argument: 0, is: 'function' }, { argument: 1, is: 'function' }],
    },
    calls: { params: [['Sequelize().transaction()']] },
  },
  'Transaction()': 'Sequelize().transaction()',
  'Sequelize().define()': 'Model',
  'ModelStatic()': 'Model',
  ...methods('Model', ['findByPk', 'findOne', 'findAll', 'findAndCountAll'], {
    asks: { of: 'database', instead: '`findAll()` and `Op.in`', rows: 'Model()' },
  }),
  ...methods('Model', ['count', 'sum', 'max', 'min', 'aggregate'], { asks: { of: 'database', instead: '`group`' } }),
  'Model.create()': { asks: { of: 'database', list: 'bulkCreate' } },
  ...methods('Model', ['findOrCreate', 'findCreateFind', 'update', 'upsert', 'destroy', 'restore', 'increment', 'decrement'], {
    asks: { of: 'database' },
  }),
  'Model.bulkCreate()': { asks: { of: 'database', many: true } },
  ...methods('Model()', ['save', 'update', 'destroy', 'reload', 'increment', 'decrement', 'restore'], { asks: { of: 'database' } }),
});
