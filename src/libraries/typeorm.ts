import { library, type Facts } from '../library.ts';
import type { Limit } from '../limits.ts';
import { methods } from './chain.ts';

/** A query runner takes its connection at the first query, also at that of its manager, and keeps it even where the query fails. */
const managed = [
  'query', 'find', 'findBy', 'findOne', 'findOneBy', 'findOneOrFail', 'findOneByOrFail', 'findAndCount', 'count', 'countBy', 'exists',
  'save', 'insert', 'update', 'upsert', 'delete', 'remove', 'softDelete', 'softRemove', 'increment', 'decrement',
].map(method => `it.manager.${method}()`);

/** https://typeorm.io/docs/drivers/postgres/: handed on to the pool of `pg`, which waits for ever at 0. */
const waiting: Limit = {
  option: 'connectTimeoutMS',
  default: 0,
  endless: 'wait',
  or: ['extra.connectionTimeoutMillis'],
  given: { option: 'type', is: 'postgres' },
  write: '5_000',
};

const query: Facts = { starts: { what: 'query' } };
const writing = ['query', 'save', 'insert', 'update', 'upsert', 'delete', 'remove', 'softDelete', 'softRemove', 'increment', 'decrement'];

/** https://typeorm.io/docs/query-runner/ and https://typeorm.io/docs/advanced-topics/transactions/ */
export default library('typeorm', {
  'DataSource()': {
    creates: { what: 'data source', close: 'await it.destroy()', cost: 'opens its own connection pool' },
    limits: [waiting],
  },
  'DataSource().initialize()': 'DataSource()',
  'DataSource().manager': 'EntityManager()',
  'DataSource().createEntityManager()': 'EntityManager()',
  'EntityManager().dataSource': 'DataSource()',
  'EntityManager().connection': 'DataSource()',
  'Repository().manager': 'EntityManager()',
  'DataSource().getRepository()': 'Repository()',
  'EntityManager().getRepository()': 'Repository()',
  'DataSource().createQueryRunner()': {
    acquires: {
      what: 'query runner',
      reused: true,
      releaseTwice: 'harmless',
      spent: true,
      release: 'await it.release()',
      begins: ['await it.connect()', 'it.startTransaction()', 'it.query()', 'it.stream()', ...managed],
      disposable: 'async',
    },
  },
  'DataSource().query()': { ...query, queries: { text: 0, shared: true } },
  'DataSource().createQueryRunner().query()': { ...query, queries: { text: 0 } },
  'DataSource().createQueryRunner().startTransaction()': { queries: { says: 'BEGIN' } },
  'DataSource().createQueryRunner().commitTransaction()': { queries: { says: 'COMMIT' } },
  'DataSource().createQueryRunner().rollbackTransaction()': { queries: { says: 'ROLLBACK' } },
  ...methods('EntityManager()', writing, query),
  ...methods('Repository()', writing, query),
  'QueryRunner()': 'DataSource().createQueryRunner()',
  'DataSource().createQueryRunner().manager': 'EntityManager()',
  'DataSource().transaction()': { calls: { params: [['EntityManager()']] } },
  'EntityManager().transaction()': { calls: { params: [['EntityManager()']] } },
});
