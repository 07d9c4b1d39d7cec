import { library, type Library } from '../library.ts';
import { methods } from './chain.ts';

const paths: Library['paths'] = {
  'MikroORM.init()': { creates: { what: 'MikroORM instance', close: 'await it.close()', cost: 'opens its own connection pool' } },
  'MikroORM.initSync()': 'MikroORM.init()',
  'MikroORM()': 'MikroORM.init()',
  'MikroORM.init().em': 'EntityManager()',
  'SqlEntityManager()': 'EntityManager()',
  // A fork holds no connection before `begin()`; without that there is nothing to give back.
  'EntityManager().fork()': {
    acquires: { what: 'transaction', release: ['await it.rollback()', 'await it.commit()'], begins: ['await it.begin()'], choice: true },
  },
  'EntityManager().fork().fork()': 'EntityManager().fork()',
  ...methods('EntityManager()', ['find', 'findOne', 'findOneOrFail', 'count', 'populate'], {
    asks: { of: 'database', instead: '`find()` and `$in`' },
  }),
  ...methods('EntityManager()', ['nativeUpdate', 'nativeDelete', 'upsert', 'flush', 'persistAndFlush'], { asks: { of: 'database' } }),
  ...methods('EntityManager()', ['insertMany', 'upsertMany'], { asks: { of: 'database', many: true } }),
  'EntityManager().insert()': { asks: { of: 'database', instead: '`insertMany()`' } },
  'EntityManager().transactional()': { calls: { params: [['EntityManager()']] } },
  'EntityManager().fork().transactional()': { calls: { params: [['EntityManager()']] } },
};

/** https://mikro-orm.io/docs/transactions#approach-2-explicitly; the package of each database gives all that the core has. */
export const mikroOrmCore = library('@mikro-orm/core', paths);
export const mikroOrmBetterSqlite = library('@mikro-orm/better-sqlite', paths);
export const mikroOrmKnex = library('@mikro-orm/knex', paths);
export const mikroOrmLibsql = library('@mikro-orm/libsql', paths);
export const mikroOrmMariadb = library('@mikro-orm/mariadb', paths);
export const mikroOrmMongodb = library('@mikro-orm/mongodb', paths);
export const mikroOrmMssql = library('@mikro-orm/mssql', paths);
export const mikroOrmMysql = library('@mikro-orm/mysql', paths);
export const mikroOrmPostgresql = library('@mikro-orm/postgresql', paths);
export const mikroOrmSqlite = library('@mikro-orm/sqlite', paths);
export const mikroOrmSql = library('@mikro-orm/sql', paths);
