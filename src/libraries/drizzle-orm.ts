import { library, type Facts, type Library } from '../library.ts';
import { methods } from './chain.ts';

/** Nothing is sent before the query is awaited. */
const query: Facts = { asks: { of: 'database', lazy: true, instead: '`inArray()`' } };

/** https://orm.drizzle.team/docs/overview; a module for each driver, with the type of its database. */
function driver(name: string, type: string): Library {
  return library(`drizzle-orm/${name}`, {
    [`${type}()`]: 'drizzle()',
    ...methods('drizzle()', ['select', 'selectDistinct', 'insert', 'update', 'delete'], query),
    'drizzle().execute()': { asks: { of: 'database', text: 0 } },
    ...methods('drizzle().query.*', ['findFirst', 'findMany'], query),
    'drizzle().transaction()': { calls: { params: [['drizzle()']] } },
  });
}

export const drizzleNodePostgres = driver('node-postgres', 'NodePgDatabase');
export const drizzlePostgresJs = driver('postgres-js', 'PostgresJsDatabase');
export const drizzleMysql2 = driver('mysql2', 'MySql2Database');
export const drizzleNeonHttp = driver('neon-http', 'NeonHttpDatabase');
export const drizzleNeonServerless = driver('neon-serverless', 'NeonDatabase');
export const drizzleVercelPostgres = driver('vercel-postgres', 'VercelPgDatabase');
