import { library } from '../../library.ts';

/** https://nodejs.org/api/timers.html: the same functions as the globals. */
export default library('timers', {
  'promises': 'timers/promises:',
  'setTimeout': ':setTimeout',
  'setInterval': ':setInterval',
  'setImmediate': ':setImmediate',
  'clearTimeout': ':clearTimeout',
  'clearInterval': ':clearInterval',
  'clearImmediate': ':clearImmediate',
});
