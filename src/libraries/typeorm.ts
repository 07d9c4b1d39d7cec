import { library, type Facts, type Library, type Path } from '../library.ts';
import type { Limit, Loads } from '../limits.ts';
import { methods } from './chain.ts';

/** A query runner takes its connection at the first query, also at that of its manager, and keeps it even where the query fails. */
const managed = [
  'query', 'find', 'findBy', 'findOne', 'findOneBy', 'findOneOrFail', 'findOneByOrFail', 'findAndCount', 'count', 'countBy', 'exists',
  'save', 'insert', 'update', 'upsert', 'delete', 'remove', 'softDelete', 'softRemove', 'increment', 'decrement',
].map(method => `it.manager.${method}()`);

/** What it asks the database for by itself. */
const described = [
  'clearDatabase', 'clearTable', 'getDatabases', 'getSchemas', 'getTable', 'getTables', 'getView', 'getViews', 'getCurrentDatabase',
  'getCurrentSchema', 'hasDatabase', 'hasSchema', 'hasTable', 'hasColumn', 'createDatabase', 'dropDatabase', 'createSchema', 'dropSchema',
  'createTable', 'dropTable', 'renameTable', 'createView', 'dropView', 'addColumn', 'addColumns', 'renameColumn', 'changeColumn',
  'changeColumns', 'dropColumn', 'dropColumns', 'createIndex', 'createIndices', 'dropIndex', 'dropIndices', 'createForeignKey',
  'createForeignKeys', 'dropForeignKey', 'dropForeignKeys',
].map(method => `it.${method}()`);

/** https://typeorm.io/docs/drivers/postgres/: handed on to the pool of `pg`, which waits for ever at 0. */
const waiting: Limit = {
  option: 'connectTimeoutMS',
  default: 0,
  endless: 'wait',
  or: ['extra.connectionTimeoutMillis'],
  given: { option: 'type', is: 'postgres' },
  write: '5_000',
};

const database = { of: 'database' } as const;
const query: Facts = { starts: { what: 'query' }, asks: { of: 'database', text: 0 } };
const writes = (list?: string): Facts => ({ starts: { what: 'query' }, asks: { ...database, ...(list === undefined ? {} : { list }) } });
/** https://typeorm.io/docs/query-builder/select-query-builder/#streaming-result-data */
const loads: Loads = { what: 'rows', unless: ['take'] };
const reads: Facts = { asks: { ...database, instead: '`find()` and `In()`' } };

/** What a repository, or an entity manager, is asked for. */
function asking(owner: Path, isManager = false): Library['paths'] {
  return {
    ...(isManager ? {} : Object.fromEntries(['save', 'insert', 'remove', 'softRemove'].map(name => [`${owner}.${name}()`, writes(name)]))),
    ...methods(owner, ['update', 'upsert', 'delete', 'softDelete', 'increment', 'decrement'], writes()),
    ...(isManager ? methods(owner, ['save', 'insert', 'remove', 'softRemove'], writes()) : {}),
    ...methods(owner, [
      'findOne', 'findOneBy', 'findOneOrFail', 'findOneByOrFail', 'findAndCount', 'findAndCountBy', 'count', 'countBy',
      'exists', 'existsBy',
    ], reads),
    ...methods(owner, ['find', 'findBy'], { ...reads, loads }),
    [`${owner}.query()`]: query,
    [`${owner}.createQueryBuilder()`]: { asks: { ...database, lazy: true } },
  };
}

/** https://typeorm.io/docs/query-runner/ and https://typeorm.io/docs/advanced-topics/transactions/ */
export default library('typeorm', {
  'DataSource()': {
    creates: {
      what: 'data source',
      close: 'await it.destroy()',
      cost: 'opens its own connection pool',
      shownBy: {
        'it.destroy()': ['getRepository()', 'initialize()', 'createQueryRunner()', 'query(…)'],
        'it.close()': ['getRepository()'],
      },
    },
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
      begins: ['await it.connect()', 'it.startTransaction()', 'it.query()', 'it.stream()', ...described, ...managed],
      disposable: 'async',
      shownAloneBy: ['startTransaction()', 'query()', 'manager', 'connect()'],
    },
  },
  'DataSource().query()': { ...query, queries: { text: 0, shared: true } },
  'DataSource().createQueryRunner().query()': { ...query, queries: { text: 0 } },
  'DataSource().createQueryRunner().startTransaction()': { queries: { says: 'BEGIN' } },
  'DataSource().createQueryRunner().commitTransaction()': { queries: { says: 'COMMIT' } },
  'DataSource().createQueryRunner().rollbackTransaction()': { queries: { says: 'ROLLBACK' } },
  ...asking('EntityManager()', true),
  ...asking('Repository()'),
  'DataSource().createQueryBuilder()': { asks: { ...database, lazy: true } },
  ...methods('BaseEntity', [
    'find', 'findBy', 'findOne', 'findOneBy', 'findOneOrFail', 'findOneByOrFail', 'findAndCount', 'findAndCountBy', 'count', 'countBy',
  ], reads),
  ...methods('BaseEntity', ['insert', 'update', 'upsert', 'delete', 'query'], { asks: database }),
  'BaseEntity.createQueryBuilder()': { asks: { ...database, lazy: true } },
  'Repository().createQueryBuilder().**.getMany()': { loads },
  'Repository().createQueryBuilder().**.getRawMany()': { loads },
  'QueryRunner()': 'DataSource().createQueryRunner()',
  'DataSource().createQueryRunner().manager': 'EntityManager()',
  'DataSource().transaction()': { calls: { params: [['EntityManager()']] } },
  'EntityManager().transaction()': { calls: { params: [['EntityManager()']] } },
});
