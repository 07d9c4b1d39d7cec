import { library } from '../library.ts';

/** https://github.com/jsdom/jsdom#closing-down-a-jsdom; timers and scripts of a window run on until it is closed. */
export default library('jsdom', {
  'JSDOM()': { acquires: { what: 'DOM window', release: 'it.window.close()', exits: 'explicit' } },
  'JSDOM.fromURL()': 'JSDOM()',
  'JSDOM.fromFile()': 'JSDOM()',
});
