import { library } from '../../library.ts';

/** https://nodejs.org/api/events.html#eventsonceemitter-name-options; both wait for ever where the event never comes. */
export default library('events', {
  'EventEmitter()': { emits: {} },
  '()': 'EventEmitter()',
  'once()': { starts: { what: 'wait', endless: true, signal: { argument: 2, option: 'signal' } } },
  'on()': { starts: { what: 'wait', signal: { argument: 2, option: 'signal' } } },
  'EventEmitter.once()': 'once()',
  'EventEmitter.on()': 'on()',
});
