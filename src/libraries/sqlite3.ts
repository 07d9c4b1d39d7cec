import { library } from '../library.ts';

/** https://github.com/TryGhost/node-sqlite3/wiki/API */
export default library('sqlite3', {
  'verbose()': 'sqlite3:',
  'Database().each()': { calls: { each: true } },
  'Statement().each()': { calls: { each: true } },
  'Database().prepare()': 'Statement()',
});
