import { library } from '../library.ts';
import { methods } from './chain.ts';

const querying = ['none', 'any', 'query', 'one', 'oneOrNone', 'many', 'manyOrNone', 'result', 'multi'];

/**
 * https://vitaly-t.github.io/pg-promise; the module called gives a function, and each call of that a database with its own pool.
 * Queries, tasks and transactions give their connection back by themselves.
 */
export default library('pg-promise', {
  'IMain()': '()',
  '()()': {
    creates: { what: 'database object', close: 'await it.$pool.end()', cost: 'opens its own connections; PostgreSQL allows 100' },
  },
  ...methods('()()', querying, { queries: { text: 0, shared: true }, asks: { of: 'database', text: 0 } }),
  ...methods('ITask()', querying, { asks: { of: 'database', text: 0 } }),
  ...methods('ITask()', ['batch', 'sequence'], { asks: { of: 'database', many: true } }),
  'IDatabase()': '()()',
  '()().connect()': {
    acquires: {
      what: 'connected database object',
      release: 'it.done()',
      releaseTwice: 'throws',
      spent: true,
      oneShot: { call: 'it.query()', instead: 'from.query()' },
    },
  },
  'IConnected()': '()().connect()',
  '()().task()': { calls: { params: [['ITask()']] } },
  '()().taskIf()': { calls: { params: [['ITask()']] } },
  '()().tx()': { calls: { params: [['ITask()']] } },
  '()().txIf()': { calls: { params: [['ITask()']] } },
});
