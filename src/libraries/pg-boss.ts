import { library } from '../library.ts';
import { methods } from './chain.ts';

/** https://timgit.github.io/pg-boss/ */
export default library('pg-boss', {
  '()': { creates: { what: 'job queue', close: 'await it.stop()', cost: 'opens its own connection pool' } },
  'PgBoss()': '()',
  '().work()': { handles: { what: 'job' } },
  ...methods('()', ['send', 'sendAfter', 'sendThrottled', 'sendDebounced', 'insert', 'schedule', 'publish'], { awaits: { what: 'job' } }),
});
