import { library } from '../../library.ts';

/** https://nodejs.org/api/timers.html#timers-promises-api */
export default library('timers/promises', {
  'setTimeout()': { starts: { what: 'timer', signal: { argument: 2, option: 'signal' } } },
  'setImmediate()': { starts: { what: 'immediate', signal: { argument: 1, option: 'signal' } } },
  'setInterval()': { starts: { what: 'interval', signal: { argument: 2, option: 'signal' } } },
  'scheduler.wait()': { starts: { what: 'timer', signal: { argument: 1, option: 'signal' } } },
});
