import { library } from '../../library.ts';

/** https://nodejs.org/api/stream.html#streams-promises-api; `pipeline()` ends when any of its streams does, a response for one. */
export default library('stream/promises', {
  'finished()': { starts: { what: 'wait', signal: { argument: 1, option: 'signal' } } },
});
