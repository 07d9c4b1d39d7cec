import { library, type Facts } from '../library.ts';

const timer = (argument: number): Facts => ({
  starts: { what: 'timer', signal: { argument, option: 'signal' }, stop: ['it.clear()', 'delay:clearDelay(it)'] },
});

/** https://github.com/sindresorhus/delay; up to version 5 it rejects too, and the promise can be cleared; then `clearDelay()` does that. */
export default library('delay', {
  '()': timer(1),
  'reject()': timer(1),
  'range()': timer(2),
  'rangeDelay()': { starts: { what: 'timer', signal: { argument: 2, option: 'signal' } } },
});

/** https://github.com/sindresorhus/yoctodelay */
export const yoctodelay = library('yoctodelay', { '()': { starts: { what: 'timer' } } });

/** https://github.com/brummelte/sleep-promise */
export const sleepPromise = library('sleep-promise', { '()': { starts: { what: 'timer' } } });
