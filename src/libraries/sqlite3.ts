import { library } from '../library.ts';

/** https://github.com/TryGhost/node-sqlite3/wiki/API */
export default library('sqlite3', {
  'verbose()': 'sqlite3:',
  'Database()': { acquires: { what: 'database', release: 'it.close()', only: 'repeated' } },
  'Database().all()': { loads: { what: 'rows', gives: [{ callback: 1 }] } },
  'Database().each()': { calls: { each: true } },
  'Statement().each()': { calls: { each: true } },
  'Database().prepare()': 'Statement()',
});

/** https://github.com/WiseLibs/better-sqlite3/blob/master/docs/api.md#iteratebindparameters---iterator */
export const betterSqlite3 = library('better-sqlite3', {
  '()': { acquires: { what: 'database', release: 'it.close()', only: 'repeated', spent: true, releaseTwice: 'harmless' } },
  '().prepare().all()': { loads: { what: 'rows' } },
  'Database()': '()',
});
