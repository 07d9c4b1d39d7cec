import { library } from '../../library.ts';

/** https://nodejs.org/api/readline.html; an interface closes when its input ends, so an open one is no leak of its own. */
export default library('readline', {
  'promises': 'readline/promises:',
  'createInterface()': { reads: { what: 'lines' } },
  'Interface()': 'createInterface()',
  'createInterface().on()': { safe: true, calls: { when: ['line'], each: true } },
});
